import { ConcordError } from '../errors.ts';

/**
 * The interface that tests of multicast protocols use: `npm test` runs in a network namespace of its own, with a veth pair, since
 * neither Matter nor mDNS works on `lo` and nothing that a test sends may leave the machine. Throws where there is none.
 */
export function testNetwork(): string {
  const name = process.env['CONCORD_TEST_NETWORK'];
  if (!name) {
    throw new ConcordError(
      'no-test-network',
      'this test needs the network namespace that `npm test` makes; Linux with unshare and ip (Debian packages util-linux and iproute2) and user namespaces allowed',
    );
  }
  return name;
}
