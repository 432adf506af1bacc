import { applyTheme } from './state/theme.ts';
import { startRouter } from './router.ts';
import './app.ts';

applyTheme();
startRouter();
