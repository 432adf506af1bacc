/**
 * Products of the first generation that sleep between their reports, by their model or the beginning of their name: H&T, Flood, Door/Window,
 * Button 1, Smoke (Gen1 documents). The later ones say how long they sleep.
 */
export const sleepers = /^(?:SHHT-1|SHWT-1|SHDW-[12]|SHBTN-[12]|SHSM-0[12]|shelly(?:ht|flood|dw2?|button[12]|smoke2?)-.*)$/i;
