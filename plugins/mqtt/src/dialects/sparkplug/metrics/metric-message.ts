import type { Stamp } from '../../../devices/fragment.ts';
import { Message } from '../../../topics/message.ts';

/** A value of a metric on its way to the part that reads it. */
export interface Sample extends Stamp {
  readonly value: unknown;
}

/** One message of an edge node holds many values: each goes to its part by the name of its metric. */
export class MetricMessage extends Message {
  readonly sample: Sample;

  constructor(name: string, sample: Sample) {
    super(name, Buffer.alloc(0), false);
    this.sample = sample;
  }
}
