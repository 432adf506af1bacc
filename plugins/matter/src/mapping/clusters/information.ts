import { attribute, because, deviceType, type AttributeMapping, type ClusterMapping } from '../cluster-mapping.ts';
import { clamp, named, numberArgument, text, unless, type Conversion } from '../convert.ts';

/** Text of which nothing is "the device does not say". */
const words: Conversion = { ...text, read: (raw) => (typeof raw === 'string' ? raw || null : text.read(raw)) };

const described: readonly AttributeMapping[] = [
  attribute('vendorName', 'deviceInfo.maker', words),
  attribute('productName', 'deviceInfo.model', words),
  attribute('partNumber', 'deviceInfo.modelId', words),
  attribute('serialNumber', 'deviceInfo.serial', words),
  attribute('hardwareVersionString', 'deviceInfo.hwVersion', words),
  attribute('softwareVersionString', 'deviceInfo.swVersion', words),
  attribute('productUrl', 'deviceInfo.url', words),
];

const label: AttributeMapping = {
  ...attribute('nodeLabel', 'deviceInfo.label', text),
  write: (value) => ({ write: { nodeLabel: String(text.write(value)).slice(0, 32) } }),
};

const internal: Readonly<Record<string, string>> = {
  dataModelRevision: 'a version of the protocol',
  specificationVersion: 'a version of the protocol',
  maxPathsPerInvoke: 'a limit of the protocol',
  capabilityMinima: 'a limit of the protocol',
  configurationVersion: 'bookkeeping of the protocol',
  uniqueId: 'an identifier of the device',
  vendorId: 'an identifier of the maker',
  productId: 'an identifier of the product',
  hardwareVersion: 'the same as its text',
  softwareVersion: 'the same as its text',
  reachable: "the device's availability",
  location: 'set while commissioning',
  ...because('a description of the product', 'manufacturingDate', 'productLabel', 'productAppearance'),
  localConfigDisabled: 'a setting of the protocol',
};

const unused: Readonly<Record<string, string>> = {
  ...because("the device's availability", 'startUp', 'shutDown', 'reachableChanged'),
  leave: 'the device tells that it was removed',
};

/** Basic Information (Matter core specification, section 11.1) and its twin for what stands behind a bridge (section 9.13). */
export const information: readonly ClusterMapping[] = [
  { cluster: 'basicInformation', attributes: [...described, label], internal, unused },
  {
    cluster: 'bridgedDeviceBasicInformation',
    attributes: [...described, label],
    internal,
    unused: {
      ...unused,
      activeChanged: "the device's availability",
      keepActive: 'the hub waits until a sleeping device speaks',
    },
  },
];

/** Effects that a light plays once, or until it is told to end (section 1.2.4.2). */
const effects = named({ 0: 'blink', 1: 'breathe', 2: 'okay', 11: 'channelChange', 254: 'finish', 255: 'stop' });
const isLight = deviceType('OnOffLight', 'DimmableLight', 'ColorTemperatureLight', 'ExtendedColorLight');

/** Identify (Matter application clusters, section 1.2). */
export const identify: ClusterMapping = {
  cluster: 'identify',
  attributes: [attribute('identifyTime', 'identify.active', unless(0))],
  commands: [
    {
      to: 'identify.identify',
      run: ({ duration }) => ({
        invoke: 'identify',
        fields: { identifyTime: clamp(Math.round(duration === undefined ? 10 : numberArgument(duration, 'duration')), 0, 65_534) },
      }),
    },
    {
      to: 'lightEffect.trigger',
      needs: 'triggerEffect',
      when: isLight,
      run: ({ effect }) => ({ invoke: 'triggerEffect', fields: { effectIdentifier: effects.write(effect), effectVariant: 0 } }),
    },
  ],
  internal: { identifyType: 'how it shows itself' },
};
