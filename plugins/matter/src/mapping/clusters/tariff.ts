import { attribute, because, onPart, type AttributeMapping, type ClusterMapping, type ClusterView, type Part } from '../cluster-mapping.ts';
import { epochSeconds, isRecord, numberOf, recordsIn, text, tidy, times } from '../convert.ts';
import { currencyCode } from './currencies.ts';

type Fields = Readonly<Record<string, unknown>>;

const kilowattHours = 0;

/** A price or an amount per kVAh is no price per kWh (Matter application clusters, section 9.1.3). */
function inKilowattHours({ state }: Pick<ClusterView, 'state'>): boolean {
  return state['tariffUnit'] === kilowattHours;
}

function fields(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

/** An amount of money counts in the smallest part that its currency's decimal points say (core specification, section 7.19.2.18). */
function money(amount: unknown, currency: unknown): number | undefined {
  const value = numberOf(amount);
  const decimals = numberOf(fields(currency)['decimalPoints']);
  return typeof value === 'number' ? tidy(value / 10 ** (decimals ?? 0)) : undefined;
}

function code(currency: unknown): string | null {
  const number = numberOf(fields(currency)['currency']);
  return (typeof number === 'number' ? currencyCode(number) : undefined) ?? null;
}

/** From when and till when; both may be open. */
function period({ periodStart, periodEnd }: Fields): { from: string; to?: string } | undefined {
  const [from, to] = [epochSeconds.read(periodStart), epochSeconds.read(periodEnd)];
  return typeof from === 'string' ? { from, ...(typeof to === 'string' && { to }) } : undefined;
}

function tierOf({ description, priceLevel }: Fields): { tier?: string } {
  const level = numberOf(priceLevel);
  if (typeof description === 'string' && description !== '') return { tier: description };
  return typeof level === 'number' ? { tier: String(level) } : {};
}

/** Commodity Price (section 9.9). */
const commodityPrice: ClusterMapping = {
  cluster: 'commodityPrice',
  attributes: [
    {
      to: 'tariff.price',
      from: ['currentPrice', 'tariffUnit'],
      when: inKilowattHours,
      read: ({ state }) => money(fields(state['currentPrice'])['price'], state['currency']) ?? null,
    },
    { to: 'tariff.tier', from: ['currentPrice'], read: ({ state }) => tierOf(fields(state['currentPrice'])).tier ?? null },
    {
      to: 'tariff.nextChangeAt',
      from: ['currentPrice'],
      read: ({ state }) => epochSeconds.read(fields(state['currentPrice'])['periodEnd']) ?? null,
    },
    { to: 'tariff.currency', from: ['currency'], read: ({ state }) => code(state['currency']) },
    {
      to: 'tariff.forecast',
      from: ['priceForecast'],
      read: ({ state }) =>
        recordsIn(state['priceForecast']).flatMap((one) => {
          const when = period(one);
          const price = inKilowattHours({ state }) ? money(one['price'], state['currency']) : undefined;
          return when ? [{ ...when, ...(price !== undefined && { price }), ...tierOf(one) }] : [];
        }),
    },
  ],
  events: [
    {
      from: 'priceChange',
      capability: 'tariff',
      events: ['priceChanged'],
      read: ({ currentPrice }, view) => {
        const price = inKilowattHours(view) ? money(fields(currentPrice)['price'], view.state['currency']) : undefined;
        return { event: 'priceChanged', payload: price === undefined ? {} : { price } };
      },
    },
  ],
  unused: because('the same price, with the parts it is made of', 'getDetailedPriceRequest', 'getDetailedForecastRequest'),
};

/** The component that holds now; of several, for more and more consumption, the one that begins at the lowest. */
function currentComponent({ state }: ClusterView): Fields {
  const components = recordsIn(state['currentTariffComponents']);
  return [...components].sort((one, other) => (numberOf(one['threshold']) ?? 0) - (numberOf(other['threshold']) ?? 0))[0] ?? {};
}

/** The label of the component, else that of the period which has it. */
function labelOf(view: ClusterView): string | null {
  const { label, tariffComponentId } = currentComponent(view);
  if (typeof label === 'string' && label !== '') return label;
  const holding = recordsIn(view.state['tariffPeriods']).find(
    ({ tariffComponentIDs: ids }) => Array.isArray(ids) && ids.includes(tariffComponentId),
  );
  return typeof holding?.['label'] === 'string' ? holding['label'] : null;
}

const table = 'the whole table of the tariff, of which the current entry is told';
const contract: Part = { id: 'contract', name: 'Contract', kind: 'tariff' };

/** Commodity Tariff (section 9.12): what the contract says, beside the price that the provider tells. */
const commodityTariff: ClusterMapping = {
  cluster: 'commodityTariff',
  attributes: [
    {
      to: 'tariff.price',
      from: ['currentTariffComponents', 'tariffInfo', 'tariffUnit'],
      when: inKilowattHours,
      read: (view) => money(fields(currentComponent(view)['price'])['price'], fields(view.state['tariffInfo'])['currency']) ?? null,
    },
    { to: 'tariff.currency', from: ['tariffInfo'], read: ({ state }) => code(fields(state['tariffInfo'])['currency']) },
    { to: 'tariff.tier', from: ['currentTariffComponents', 'tariffPeriods'], read: labelOf },
    attribute('nextDayEntryDate', 'tariff.nextChangeAt', epochSeconds),
  ],
  internal: {
    ...because(table, 'dayEntries', 'dayPatterns', 'calendarPeriods', 'individualDays', 'tariffComponents', 'currentDay', 'nextDay'),
    ...because(table, 'currentDayEntry', 'currentDayEntryDate', 'nextDayEntry', 'nextTariffComponents'),
    ...because('spreads the switching of many homes', 'defaultRandomizationOffset', 'defaultRandomizationType'),
  },
  unused: because(table, 'getTariffComponent', 'getDayEntry'),
};

/** Electrical Grid Conditions (section 9.13): grams of carbon dioxide per kilowatt-hour. */
const gridConditions: ClusterMapping = {
  cluster: 'electricalGridConditions',
  attributes: [
    {
      to: 'tariff.carbonIntensity',
      from: ['currentConditions'],
      read: ({ state }) => numberOf(fields(state['currentConditions'])['gridCarbonIntensity']) ?? null,
    },
    {
      to: 'tariff.nextChangeAt',
      from: ['currentConditions'],
      read: ({ state }) => epochSeconds.read(fields(state['currentConditions'])['periodEnd']) ?? null,
    },
    {
      to: 'tariff.forecast',
      from: ['forecastConditions'],
      read: ({ state }) =>
        recordsIn(state['forecastConditions']).flatMap((one) => {
          const when = period(one);
          const carbonIntensity = numberOf(one['gridCarbonIntensity']);
          return when ? [{ ...when, ...(typeof carbonIntensity === 'number' && { carbonIntensity }) }] : [];
        }),
    },
  ],
  unused: { currentConditionsChanged: 'the attribute tells the same' },
};

const meteredEnergy: AttributeMapping = {
  to: 'energyMeter.imported',
  from: ['meteredQuantity', 'tariffUnit'],
  when: inKilowattHours,
  // One sum for each component of the tariff; together they are what was delivered.
  read: ({ state }) => {
    if (state['meteredQuantity'] === null) return null;
    return recordsIn(state['meteredQuantity']).reduce((sum, { quantity }) => sum + (numberOf(times(1000).read(quantity)) ?? 0), 0);
  },
};

/** Commodity Metering (section 9.11) and Meter Identification (section 9.10). */
const meters: readonly ClusterMapping[] = [
  onPart(
    { id: 'billing', name: 'Billed energy', kind: 'meter' },
    {
      cluster: 'commodityMetering',
      attributes: [meteredEnergy],
      internal: {
        meteredQuantityTimestamp: 'when the value was taken, which the report tells',
        maximumMeteredQuantities: 'how long the list may be',
      },
    },
  ),
  {
    cluster: 'meterIdentification',
    attributes: [
      attribute('meterSerialNumber', 'energyMeter.meterId', text),
      attribute('pointOfDelivery', 'energyMeter.pointOfDelivery', text),
    ],
  },
];

export const tariffs: readonly ClusterMapping[] = [
  commodityPrice,
  onPart(contract, commodityTariff),
  onPart({ id: 'grid', name: 'Grid', kind: 'tariff' }, gridConditions),
  ...meters,
];
