import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { activateScene, createScene, deleteScene, replaceScene } from '../api/scenes.ts';
import type { Scene, SceneSetting } from '../api/types.ts';
import '../elements/c-empty.ts';
import '../elements/c-icon.ts';
import '../elements/c-menu.ts';
import '../elements/c-notice.ts';
import '../elements/c-prompt.ts';
import { confirm } from '../elements/confirm.ts';
import { option } from '../elements/field.ts';
import { formatValue } from '../format.ts';
import { captureScene } from '../model/capture-scene.ts';
import { isMeantBy } from '../model/find-device.ts';
import { attempt } from '../state/attempt.ts';
import { devices, rooms, scenes } from '../state/home.ts';
import { watch } from '../state/store.ts';
import { base, buttons, forms, layout } from '../styles/index.ts';
import { drawLoaded } from './loaded.ts';

/** Scenes: how several devices are set, kept under one name. One is made of how things are now. */
export class PageScenes extends LitElement {
  static override properties = { naming: { state: true }, room: { state: true } };
  static override styles = [base, buttons, forms, layout];
  declare naming: boolean;
  declare room: string;

  constructor() {
    super();
    this.naming = false;
    this.room = '';
    watch(this, scenes, devices, rooms);
    scenes.want();
    devices.want();
    rooms.want();
  }

  protected override render() {
    return html`<a class="back" href="/"><c-icon name="back"></c-icon>Home</a>
      <div class="page-head">
        <h1>Scenes</h1>
        <select aria-label="Which room" @change=${(event: Event) => (this.room = (event.target as HTMLSelectElement).value)}>
          <option value="">The whole home</option>
          ${rooms.items.map(({ id, name }) => option(id, name, id === this.room))}
        </select>
        <button class="primary" type="button" ?disabled=${devices.items.length === 0} @click=${() => (this.naming = true)}>
          <c-icon name="plus"></c-icon>Keep how it is now
        </button>
      </div>
      ${drawLoaded(scenes, (items) =>
        items.length === 0
          ? html`<c-empty
              icon="scene"
              heading="No scenes yet"
              text="Set lights, blinds and heating as you like them, then keep that as a scene."
            ></c-empty>`
          : html`<div class="two">${items.map((scene) => this.#drawScene(scene))}</div>`,
      )}
      ${
        this.naming
          ? html`<c-prompt
              heading="Name the scene"
              yes="Keep"
              .save=${(name: string) => this.#create(name)}
              @close=${() => (this.naming = false)}
            ></c-prompt>`
          : nothing
      }`;
  }

  #drawScene(scene: Scene): TemplateResult {
    return html`<article class="card stack">
      <div class="row">
        <h2 class="grow">${scene.name}</h2>
        <button type="button" class="small-button" @click=${() => void this.#activate(scene)}><c-icon name="play"></c-icon>Set</button>
        <c-menu
          .label=${`More for ${scene.name}`}
          .items=${[
            { text: 'Take how it is now', icon: 'restart', run: () => void this.#update(scene) },
            { text: 'Delete', icon: 'trash', isDangerous: true, run: () => void this.#delete(scene) },
          ]}
        ></c-menu>
      </div>
      <ul class="small soft">
        ${scene.actions.map((action) => html`<li>${describe(action)}</li>`)}
      </ul>
    </article>`;
  }

  async #create(name: string): Promise<void> {
    const own = devices.items.filter(({ room }) => this.room === '' || room === this.room);
    scenes.put(await createScene({ name, actions: await captureScene(own) }));
  }

  async #update({ id, name, actions }: Scene): Promise<void> {
    const own = devices.items.filter((device) => actions.some((action) => isMeantBy(device, action.device)));
    await attempt(async () => scenes.put(await replaceScene(id, { name, actions: await captureScene(own) })), `${name} was updated`);
  }

  async #activate({ id, name }: Scene): Promise<void> {
    await attempt(async () => {
      const { failed } = await activateScene(id);
      if (failed.length > 0) throw new Error(failed.map(({ message }) => message).join('; '));
    }, `${name} is set`);
  }

  async #delete({ id, name }: Scene): Promise<void> {
    if (
      !(await confirm({
        heading: `Delete ${name}?`,
        text: 'Rules that set it will say that it is gone.',
        yes: 'Delete',
        isDangerous: true,
      }))
    )
      return;
    await attempt(async () => {
      await deleteScene(id);
      scenes.remove(id);
    });
  }
}

function describe({ device, args }: SceneSetting): string {
  const values = Object.entries(args).map(([name, value]) => formatValue(value, undefined, name));
  return `${devices.find(device)?.name ?? 'A device that is gone'}: ${values.join(', ')}`;
}
customElements.define('page-scenes', PageScenes);
