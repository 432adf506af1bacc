import { compileDocument, InvalidInputError, type Finding, type Manifest, type Validator } from '@concord/sdk';
import { hideSecrets } from './secrets.ts';

type Config = Readonly<Record<string, unknown>>;

/** What a plugin is configured with: the hub's start options win over its owner's settings, and these over the manifest's defaults. */
export class PluginConfig {
  readonly #manifest: Manifest;
  readonly #startOptions: Config;
  #compiled: Validator<Record<string, unknown>> | undefined;

  constructor(manifest: Manifest, startOptions: Config) {
    this.#manifest = manifest;
    this.#startOptions = startOptions;
  }

  /** Throws `InvalidInputError` where something does not fit the manifest's schema. */
  effective(own: Config): Record<string, unknown> {
    const config = structuredClone({ ...own, ...this.#startOptions });
    this.#require(config, (path) => this.#optionAt(path));
    return config;
  }

  /**
   * Checks settings that are to be stored, as `effective` does. What a start option hides has to fit as well: a later start may be
   * without that option.
   */
  requireStorable(own: Config): void {
    this.#require(structuredClone({ ...this.#startOptions, ...own }), () => undefined);
    this.effective(own);
  }

  /** The owner's own without their secrets, and without this start's options, which would be stored with the next change. */
  shown(own: Config): Record<string, unknown> {
    const config: Record<string, unknown> = structuredClone({ ...own });
    // Fills in the defaults. Settings that no longer fit are shown too.
    this.#validator().accepts(config);
    return hideSecrets(config, this.#manifest.config) as Record<string, unknown>;
  }

  #require(config: Record<string, unknown>, optionAt: (path: string) => string | undefined): void {
    const validator = this.#validator();
    if (validator.accepts(config)) return;
    const findings = validator.findings();
    const lines = findings.map(({ path, message }) => `${optionAt(path) ?? (path || '/')} ${message}`);
    throw new InvalidInputError(`The settings of ${this.#manifest.name}: ${lines.join('; ')}`, findings);
  }

  #optionAt(path: Finding['path']): string | undefined {
    const setting = path.split('/')[1];
    if (setting === undefined || !Object.hasOwn(this.#startOptions, setting)) return undefined;
    const option = this.#manifest.options?.find(({ config }) => config === setting);
    return option && `--${option.name} (or ${option.variable}): ${path}`;
  }

  #validator(): Validator<Record<string, unknown>> {
    return (this.#compiled ??= compileDocument(this.#manifest.config));
  }
}
