import { buttonPart } from './button.ts';
import { controlsPart } from './controls.ts';
import { fanPart } from './fan.ts';
import { inputPart } from './input.ts';
import { lightPart } from './light.ts';
import { relayPart } from './relay.ts';
import { shutterPart } from './shutter.ts';
import type { Setup, Spot, StaticPart } from './static-part.ts';

/** One that acts, with the child endpoint that it stands on where there are several. */
interface Actor {
  readonly endpoint: string;
  readonly name: string | undefined;
  readonly make: (spot: Spot) => StaticPart;
}

/** All that a product is set up to be. */
export function staticParts(setup: Setup): StaticPart[] {
  const { description } = setup;
  const { outputs, inputs } = description.isComplete;
  const buttons = numbersWhere(description.buttons, (isThere) => isThere);
  const switches = numbersWhere(description.switches, (mode) => mode >= 0);
  return [
    ...placed([...relays(setup), ...shutters(setup), ...fans(setup)], outputs),
    ...placed(
      buttons.map((number) => ({ endpoint: `button-${number}`, name: undefined, make: (spot) => buttonPart(number, setup, spot) })),
      inputs,
    ),
    ...placed(
      switches.map((number) => ({
        endpoint: `input-${number}`,
        name: description.switchNames[number - 1],
        make: (spot) => inputPart(number, setup, spot),
      })),
      // Both tell what a person did.
      inputs && buttons.length === 0,
    ),
    controlsPart(setup),
  ];
}

/** What there is one of stands on `main`, where that is free for it. */
function placed(actors: readonly Actor[], mayBeMain: boolean): StaticPart[] {
  const isOnly = actors.length === 1 && mayBeMain;
  return actors.map(({ endpoint, name, make }) => make({ endpoint: isOnly ? undefined : endpoint, name }));
}

function relays(setup: Setup): Actor[] {
  const { outputs, hasFan, options, names } = setup.description;
  return outputs.flatMap((output, at): Actor[] => {
    const number = at + 1;
    const actor = (make: Actor['make']): Actor[] => [{ endpoint: String(number), name: names[at], make }];
    // The first relay of a ceiling fan is its lamp, which does not dim.
    if (hasFan && at === 0 && output !== 'none') return actor((spot) => relayPart(number, 'light', setup, spot));
    if (output === 'light') return actor((spot) => lightPart(number, setup, spot));
    return output === 'relay' ? actor((spot) => relayPart(number, options.has('30') ? 'light' : 'switch', setup, spot)) : [];
  });
}

function shutters(setup: Setup): Actor[] {
  return setup.description.shutters.map((shutter, at) => ({
    endpoint: `shutter-${at + 1}`,
    name: undefined,
    make: (spot) => shutterPart(at + 1, shutter, setup, spot),
  }));
}

function fans(setup: Setup): Actor[] {
  return setup.description.hasFan ? [{ endpoint: 'fan', name: undefined, make: (spot) => fanPart(setup, spot) }] : [];
}

function numbersWhere<T>(list: readonly T[], fits: (one: T) => boolean): number[] {
  return list.flatMap((one, at) => (fits(one) ? at + 1 : []));
}
