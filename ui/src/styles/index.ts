export { base } from './base.ts';
export { buttons } from './buttons.ts';
export { forms } from './forms.ts';
export { layout } from './layout.ts';
