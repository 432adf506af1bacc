import { alike, type Table } from './row.ts';

/** Keys that are wired to a product or are part of it, and remote controls. */
export const inputs: Table = {
  names: {
    ...alike('ir_code_to_send send_command', { target: 'remoteTransmitter.send()', argument: 'code', type: 'text' }),
    switch_type: { target: 'inputMode.type', type: 'enum' },
    ...alike(
      'external_switch_type switchType input_mode type_of_switch button_type switch_type_button switch_type_curtain',
      'inputMode.type',
    ),
    ...alike('operation_mode switch_mode relay_mode smartBulbMode external_trigger_mode operation_mode_button detach_relay', {
      target: 'inputMode.mode',
      writable: true,
      without: ['climate', 'local_temperature'],
    }),
    ...alike('device_mode', { target: 'inputMode.mode', writable: true, without: ['presence', 'occupancy', 'light', 'climate'] }),
    ...alike('switch_actions click_mode singleTapBehavior press_on_fun press_off_fun bind_command', 'inputMode.actions'),
    ...alike('multi_click allow_double_click enable_short_press', 'inputMode.multiClick'),
    long_press_duration: { target: 'inputMode.longPress' },
    input: { target: 'button.pressed', writable: false },
    ...alike('last_local_command_state last_bp_connect_state', {
      target: 'button.pressed',
      words: { pressed: true, released: false },
      writable: false,
    }),

    learn_ir_code: { target: 'remoteTransmitter.learning', type: 'binary' },
  },
};
