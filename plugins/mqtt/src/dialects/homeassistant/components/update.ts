import { CommandRejectedError } from '@concord/sdk';
import { fragment } from '../../../devices/fragment.ts';
import type { Reporter } from '../../../devices/reporter.ts';
import { toNumber } from '../../../mapping/numbers.ts';
import { pythonText } from '../../../templates/python-text.ts';
import type { Entity } from '../entity.ts';
import type { PartDraft } from '../part-draft.ts';
import { asObject, member, shortText, type Members } from './json-value.ts';

const summaryName = 'release_summary';
const maxSummary = 4096;

/** `update`: which firmware there is and which it has, how far it got, and installing it. */
export function updatePart(entity: Entity): PartDraft {
  let installed: string | undefined;
  let latest: string | undefined;
  let isRunning = false;
  const target = fragment({
    capability: 'update',
    attributes: Object.fromEntries(
      ['state', 'installedVersion', 'latestVersion', 'progress', 'notesUrl'].map((name) => [name, entity.describe()]),
    ),
    ...(entity.has('command_topic') &&
      entity.has('payload_install') && {
        commands: {
          install: ({ version }) => {
            if (version !== undefined && version !== latest) throw new CommandRejectedError('only the newest version can be installed');
            return { sendings: [entity.send('command_topic', entity.payload('payload_install', ''))] };
          },
        },
      }),
  });
  // The capability has the address of the notes; a summary of them is text.
  const summary = saysSummary(entity)
    ? entity.generic('genericText', { name: `${entity.objectId}_${summaryName}`, value: { writable: false } })
    : undefined;

  const tell = (reporter: Reporter) => {
    const isKnown = installed !== undefined && latest !== undefined;
    const state = isRunning ? 'downloading' : !isKnown ? undefined : isNewer(latest ?? '', installed ?? '') ? 'available' : 'idle';
    if (state !== undefined) reporter.set(target, 'state', state);
  };
  const takeDetails = (said: Members, reporter: Reporter) => {
    const percentage = toNumber(member(said, 'update_percentage'));
    const isPercentage = typeof percentage === 'number' && percentage >= 0 && percentage <= 100;
    const progress = member(said, 'in_progress');
    if (percentage !== undefined || typeof progress === 'boolean') {
      isRunning = isPercentage || progress === true;
      reporter.set(target, 'progress', isPercentage ? percentage : null);
    }
    const url = shortText(member(said, 'release_url') ?? entity.any('release_url'), 2048);
    if (url !== undefined) reporter.set(target, 'notesUrl', url);
    const text = shortText(member(said, summaryName) ?? entity.any(summaryName), maxSummary);
    if (summary && text !== undefined) reporter.set(summary, 'value', text);
  };
  const take = (name: 'installedVersion' | 'latestVersion', value: unknown, reporter: Reporter): string | undefined => {
    const version = shortText(value);
    if (version !== undefined) reporter.set(target, name, version);
    return version;
  };
  return {
    fragments: [target, ...(summary ? [summary] : [])],
    listeners: [
      ...entity.listen('state_topic', 'value_template', (value, reporter) => {
        if (value === '') return;
        // A version that looks like a number is one all the same; only an object says more.
        const said = asObject(value) ?? { installed_version: pythonText(value) };
        installed = take('installedVersion', member(said, 'installed_version'), reporter) ?? installed;
        latest = take('latestVersion', member(said, 'latest_version'), reporter) ?? latest;
        takeDetails(said, reporter);
        tell(reporter);
      }),
      ...entity.listen('latest_version_topic', 'latest_version_template', (value, reporter) => {
        if (value === '') return;
        latest = take('latestVersion', pythonText(value), reporter) ?? latest;
        tell(reporter);
      }),
    ],
  };
}

function saysSummary(entity: Entity): boolean {
  const template = entity.text('value_template');
  return entity.has(summaryName) || (template === undefined ? entity.has('state_topic') : template.includes(summaryName));
}

/** Versions of numbers with points between them are compared as such; of others it counts whether they differ. */
function isNewer(latest: string, installed: string): boolean {
  const [ours, theirs] = [numbersOf(latest), numbersOf(installed)];
  if (!ours || !theirs) return latest !== installed;
  for (let at = 0; at < Math.max(ours.length, theirs.length); at++) {
    const difference = (ours[at] ?? 0) - (theirs[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function numbersOf(version: string): number[] | undefined {
  return /^v?\d+(?:\.\d+)*$/i.test(version) ? version.replace(/^v/i, '').split('.').map(Number) : undefined;
}
