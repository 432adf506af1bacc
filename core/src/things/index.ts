export { actionsOf, eventsOf, longestName, nameOf, propertiesOf, type Affordance, type PropertyAffordance } from './affordances.ts';
export { thingDescription, thingDescriptionType, type ThingDescription, type ThingPlace } from './thing-description.ts';
