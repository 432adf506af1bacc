/** What a lock's message says beside its state: `lock` tells it in its events, so parts of the device that show the same give way. */
const members = /(?:^|_)(?:action|action_user|action_source_name|last_(?:un)?lock_(?:user|source))$/;

export function isLockMember(name: string): boolean {
  return members.test(name);
}
