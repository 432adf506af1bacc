/** A demo product as a program of its own; `runProduct` says what it takes and prints. */
import { runProduct } from './host.ts';
import { buildGateway, gatewayProduct } from './gateway.ts';

await runProduct(gatewayProduct, buildGateway);
