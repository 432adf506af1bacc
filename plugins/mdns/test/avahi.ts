import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testNetwork } from '@concord/sdk/testing';

/** True where Avahi is installed: a daemon, its tool and a message bus. */
export function hasAvahi(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v avahi-daemon && command -v avahi-publish && command -v dbus-daemon && command -v unshare'], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    // A missing tool is the answer, not a failure.
    return false;
  }
}

interface Published {
  readonly name: string;
  readonly type: string;
  readonly port: number;
  /** As they stand in the record: `key=value`, or a key alone. */
  readonly txt: readonly string[];
  readonly host?: string;
}

/**
 * Avahi, which most of the world's mDNS speakers on Linux are, on a bus and a run folder of its own, in a mount namespace: the daemon
 * wants a user `avahi` and its folder below `/run`, and in the test network there is only one user.
 */
export class Avahi {
  readonly #folder = mkdtempSync(join(tmpdir(), 'concord-avahi-'));
  #daemon: ChildProcess | undefined;
  readonly #publishers = new Set<ChildProcess>();

  async start(): Promise<void> {
    const file = (name: string, text: string) => writeFileSync(join(this.#folder, name), text);
    file('passwd', 'root:x:0:0:root:/root:/bin/sh\navahi:x:0:0::/run/avahi-daemon:/bin/sh\n');
    file('group', 'root:x:0:\navahi:x:0:\n');
    file(
      'avahi.conf',
      `[server]\nhost-name=tester\nuse-ipv4=yes\nuse-ipv6=no\nallow-interfaces=${testNetwork()}\nenable-dbus=yes\n[publish]\npublish-workstation=no\n`,
    );
    file(
      'bus.conf',
      `<busconfig><type>system</type><listen>unix:path=${this.#folder}/bus</listen><auth>EXTERNAL</auth><policy context="default">` +
        '<allow send_destination="*"/><allow own="*"/><allow user="*"/>' +
        ['method_call', 'method_return', 'error', 'signal'].map((type) => `<allow receive_type="${type}"/>`).join('') +
        '</policy></busconfig>',
    );
    file(
      'run.sh',
      `set -eu
mount --bind "$1/passwd" /etc/passwd
mount --bind "$1/group" /etc/group
mount -t tmpfs tmpfs /run
mkdir -p /run/avahi-daemon
dbus-daemon --config-file="$1/bus.conf" --nofork --nopidfile --print-address & bus=$!
trap 'kill $bus' EXIT
while [ ! -S "$1/bus" ]; do sleep 0.05; done
DBUS_SYSTEM_BUS_ADDRESS="unix:path=$1/bus" avahi-daemon -f "$1/avahi.conf" --no-drop-root --no-chroot --no-rlimits --no-proc-title & daemon=$!
trap 'kill $daemon $bus 2>/dev/null || true; wait' TERM EXIT
wait $daemon
`,
    );
    this.#daemon = spawn('unshare', ['--mount', 'sh', join(this.#folder, 'run.sh'), this.#folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    await said(this.#daemon, /Server startup complete/);
  }

  async publish({ name, type, port, txt, host }: Published): Promise<ChildProcess> {
    const onHost = host === undefined ? [] : ['-H', `${host}.local`];
    if (host !== undefined) await this.#run(['-a', '-R', `${host}.local`, '10.86.0.1']);
    return this.#run([...onHost, '-s', name, type, String(port), ...txt]);
  }

  async withdraw(publisher: ChildProcess): Promise<void> {
    this.#publishers.delete(publisher);
    await end(publisher);
  }

  async stop(): Promise<void> {
    for (const publisher of this.#publishers) await end(publisher);
    if (this.#daemon) await end(this.#daemon);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(args: readonly string[]): Promise<ChildProcess> {
    const publisher = spawn('avahi-publish', args, {
      env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${this.#folder}/bus` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#publishers.add(publisher);
    await said(publisher, /Established/);
    return publisher;
  }
}

async function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  let output = '';
  const heard = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (pattern.test(output)) heard.resolve();
    });
  }
  child.once('exit', () => heard.reject(new Error(`it ended before it said ${String(pattern)}:\n${output}`)));
  await heard.promise;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
