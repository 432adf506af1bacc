import { isTopic } from '../../topics/topic-filter.ts';

/** Where one Tasmota listens to commands, answers, and tells by itself. Each ends with a slash; what comes behind it is a name. */
export interface Topics {
  readonly cmnd: string;
  readonly stat: string;
  readonly tele: string;
}

interface Names {
  readonly topic: string;
  readonly hostname: string;
  /** As the product writes it: the last six digits of its MAC address stand for `%id%`. */
  readonly mac: string;
  /** The product's words for `cmnd`, `stat` and `tele`. */
  readonly prefixes: readonly string[];
}

const maxTopic = 200;

/**
 * The topics of a product by its full topic (Tasmota's documentation, "MQTT": "FullTopic"): `%prefix%`, `%topic%`, `%hostname%` and `%id%` in
 * any order, among words of its owner. Undefined where no topic comes of it.
 */
export function topicsOf(fullTopic: string, { topic, hostname, mac, prefixes }: Names): Topics | undefined {
  const words: Readonly<Record<string, string>> = { '%topic%': topic, '%hostname%': hostname, '%id%': mac.slice(-6) };
  const [cmnd, stat, tele] = [0, 1, 2].map((at) => {
    const full = fullTopic.replace(/%(?:prefix|topic|hostname|id)%/g, (token) => words[token] ?? prefixes[at] ?? '');
    return full.endsWith('/') ? full : `${full}/`;
  });
  if (cmnd === undefined || stat === undefined || tele === undefined) return undefined;
  return [cmnd, stat, tele].every((one) => one.length <= maxTopic && one !== '/' && isTopic(one)) ? { cmnd, stat, tele } : undefined;
}

/** Where products that do not describe themselves speak: a full topic with the prefixes that Tasmota comes with. */
export class TopicPattern {
  readonly filters: readonly string[];
  readonly #pattern: string;
  readonly #expression: RegExp;

  /** Must have `%prefix%` and `%topic%`, each as a level of its own. */
  constructor(pattern: string) {
    this.#pattern = pattern.endsWith('/') ? pattern : `${pattern}/`;
    const filter = (prefix: string) => `${this.#pattern.replace('%prefix%', prefix).replace('%topic%', '+')}#`;
    this.filters = [filter('stat'), filter('tele')];
    const source = RegExp.escape(this.#pattern)
      .replace(RegExp.escape('%prefix%'), '(?<prefix>stat|tele)')
      .replace(RegExp.escape('%topic%'), '(?<topic>[^/]+)');
    this.#expression = new RegExp(`^${source}(?<rest>.+)$`);
  }

  /** The topics of the product that sent to this topic, and what it sent: the levels behind. */
  match(topic: string): { readonly name: string; readonly topics: Topics; readonly rest: string } | undefined {
    const { topic: name, rest } = this.#expression.exec(topic)?.groups ?? {};
    if (name === undefined || rest === undefined) return undefined;
    const topics = topicsOf(this.#pattern, { topic: name, hostname: '', mac: '', prefixes: ['cmnd', 'stat', 'tele'] });
    return topics && { name, topics, rest };
  }
}
