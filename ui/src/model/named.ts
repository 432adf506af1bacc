interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a room or plugin is called; undefined where it is not (yet) in the list. */
export function nameIn(list: readonly Named[], id: string | null): string | undefined {
  return list.find((one) => one.id === id)?.name;
}
