import { describe, expect, it } from 'vitest';
import { readTopic } from './topic.ts';

const long = 'n'.repeat(81);

describe('a topic of Sparkplug', () => {
  it.each([
    ['spBv1.0/Plant/DDATA/Gateway/Boiler', { verb: 'DDATA', group: 'Plant', node: 'Gateway', device: 'Boiler' }],
    ['spBv1.0/Plant/NDATA/Gateway', { verb: 'NDATA', group: 'Plant', node: 'Gateway', device: undefined }],
    [`spBv1.0/${long}/DDATA/${long}/${long}`, { verb: 'DDATA', group: long, node: long, device: long }],
    ['spBv1.0/Plant/NDATA/Gateway/Boiler', undefined],
    [`spBv1.0/${long}/DDATA/${long}/${long}1`, undefined],
  ])('%s', (topic, expected) => expect(readTopic(topic)).toEqual(expected));
});
