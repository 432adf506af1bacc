import type { HeardMessage, Sample } from '../api/mappings.ts';
import type { Draft, DraftSample } from './draft.ts';
import { reaches } from './topics.ts';

/** The message that who listens to a filter is tried on; undefined: the last that was heard. */
export function sampleFor(samples: readonly DraftSample[], filter: string): DraftSample | undefined {
  return samples.find(({ topic }) => topic === filter) ?? samples.find(({ topic }) => reaches(filter, topic));
}

/** The messages that the hub tries a draft on. */
export function samplesOf({ samples, values }: Draft): Sample[] {
  const isRead = (topic: string) => values.some(({ state }) => reaches(state.topic, topic));
  return samples.flatMap(({ topic, payload }) => (payload !== '' && topic !== '' && isRead(topic) ? [{ topic, payload }] : []));
}

/** The draft with a message to try it on, in the place of the one that the topic had. */
export function withSample(draft: Draft, sample: DraftSample): Draft {
  return { ...draft, samples: [...withoutSample(draft, sample.topic).samples, sample] };
}

/** The draft without the message of a topic, and without those that nothing in it reads any more. */
export function withoutSample(draft: Draft, topic: string): Draft {
  const isKept = (sample: Sample) => sample.topic !== topic && draft.values.some(({ state }) => reaches(state.topic, sample.topic));
  return { ...draft, samples: draft.samples.filter(isKept) };
}

/** Whether the whole of a message is known. */
export function isWhole({ payload, bytes }: HeardMessage): boolean {
  return payload !== undefined && new TextEncoder().encode(payload).length === bytes;
}
