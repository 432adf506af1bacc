import type { Finding } from '../api/client.ts';

/** What a plugin's actions say of products that their owner describes. */
export interface Word {
  readonly word: string;
  readonly value: unknown;
}

export interface HandValue {
  readonly capability: string;
  readonly attribute?: string;
  readonly event?: string;
  readonly command?: string;
  readonly endpoint?: string;
  readonly title?: string;
  readonly state?: { readonly topic: string; readonly template?: string };
  readonly unit?: string;
  readonly words?: readonly Word[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly step?: number;
  readonly send?: {
    readonly topic: string;
    readonly template?: string;
    readonly payload?: string;
    readonly words?: readonly Word[];
    readonly qos?: number;
    readonly retain?: boolean;
  };
  readonly optimistic?: boolean;
  readonly expireAfter?: number;
}

export interface HandMapping {
  readonly key?: string;
  readonly name: string;
  readonly maker?: string;
  readonly model?: string;
  readonly kind?: string;
  readonly broker?: string;
  readonly availability?: {
    readonly topic: string;
    readonly template?: string;
    readonly available?: string;
    readonly notAvailable?: string;
  };
  readonly expireAfter?: number;
  readonly values: readonly HandValue[];
}

export interface Sample {
  readonly topic: string;
  readonly payload: string;
}

export interface ValuePreview {
  readonly at: number;
  readonly sample?: Sample;
  readonly value?: unknown;
  readonly raw?: unknown;
  readonly unit?: string;
  readonly event?: unknown;
  readonly problem?: string;
  readonly sends?: readonly { readonly for: unknown; readonly topic: string; readonly payload: string }[];
}

export interface MappingCheck {
  readonly findings: readonly Finding[];
  readonly values: readonly ValuePreview[];
}

export interface HeardTopic {
  readonly broker: string;
  readonly topic: string;
  readonly payload?: string;
  readonly bytes: number;
  readonly isRetained: boolean;
  readonly at: string;
  readonly isUsed: boolean;
}

export interface HeardTopics {
  readonly brokers: readonly string[];
  readonly topics: readonly HeardTopic[];
  readonly leftOut: number;
}
