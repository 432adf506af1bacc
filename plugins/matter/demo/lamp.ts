import type { ServerNode } from '@matter/main';
import { ColorControl } from '@matter/main/clusters/color-control';
import { ColorControlServer } from '@matter/main/behaviors/color-control';
import { ExtendedColorLightDevice } from '@matter/main/devices/extended-color-light';
import { say, type Product } from './host.ts';

const ColorLamp = ExtendedColorLightDevice.with(ColorControlServer.with('HueSaturation', 'Xy', 'ColorTemperature'));

export const lampProduct: Product = {
  id: 'light',
  name: 'Demo Colour Light',
  productId: 0x8002,
  serial: 'CD-LI-0001',
  deviceType: ExtendedColorLightDevice.deviceType,
  port: 0,
  passcode: 20202022,
  discriminator: 2816,
};

/** A lamp with brightness, full colour and white from 2000 K to 6500 K. */
export async function buildLamp(node: ServerNode): Promise<undefined> {
  const lamp = await node.add(ColorLamp, {
    id: 'light',
    levelControl: { currentLevel: 127, minLevel: 1, maxLevel: 254 },
    colorControl: {
      colorMode: ColorControl.ColorMode.ColorTemperatureMireds,
      enhancedColorMode: ColorControl.EnhancedColorMode.ColorTemperatureMireds,
      colorTemperatureMireds: 370,
      colorTempPhysicalMinMireds: 154,
      colorTempPhysicalMaxMireds: 500,
      coupleColorTempToLevelMinMireds: 154,
      startUpColorTemperatureMireds: null,
      currentHue: 0,
      currentSaturation: 0,
      currentX: 0x616b,
      currentY: 0x607d,
      remainingTime: 0,
      numberOfPrimaries: 0,
    },
  });
  lamp.events.onOff.onOff$Changed.on((on) => say({ event: 'onOff', on }));
}
