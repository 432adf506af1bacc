export { createApi, type ApiOptions, type ApiServer } from './api.ts';
export type { TlsFiles } from './http-server.ts';
export type { ApiParts } from './parts.ts';
