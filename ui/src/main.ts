import { applyTheme } from './state/theme.ts';
import { startNavigation } from './navigation.ts';
import './app.ts';

applyTheme();
startNavigation();
