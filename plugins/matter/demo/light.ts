/** A demo product as a program of its own; `runProduct` says what it takes and prints. */
import { runProduct } from './host.ts';
import { buildLamp, lampProduct } from './lamp.ts';

await runProduct(lampProduct, buildLamp);
