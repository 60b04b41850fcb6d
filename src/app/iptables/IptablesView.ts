import type { CaptureArguments } from '../../istio/capture/arguments/CaptureArguments.js';
import type { Interception } from '../../istio/capture/interception/Interception.js';
import type { ForeignRule } from '../../istio/foreignRules.js';
import type { Counters } from '../../netfilter/model/Counters.js';
import type { Hook } from '../../netfilter/model/Hook.js';
import type { RuleSet } from '../../netfilter/model/RuleSet.js';
import type { AddressFamily } from '../../netfilter/model/Table.js';

/** One rule, explained. */
export interface RuleView {
  /** Position in its chain, from 1. */
  readonly number: number;
  /** Without `-A CHAIN` and counters. */
  readonly rule: string;
  /** Line of the dump. */
  readonly line: number;
  readonly counters?: Counters;
  /** One sentence: what it does for the mesh. */
  readonly purpose: string;
  /** Only of rules that are not Istio's: where they stand to Istio's. */
  readonly foreign?: ForeignRule['place'];
  /** Parts of the rule that the dump does not show, or that are not modelled. */
  readonly unknown?: readonly string[];
}

/** A chain with its rules, where the walk of a packet meets it. */
export interface ChainView {
  /** `output`: what the pod sends; `input`: what reaches it; `forward`; `none`: nothing leads there. */
  readonly side: 'output' | 'input' | 'forward' | 'none';
  readonly family: AddressFamily;
  readonly backend: RuleSet['backend'];
  readonly format: RuleSet['format'];
  /** Name of the dump. */
  readonly source: string;
  readonly table: string;
  readonly chain: string;
  /** Of built-in chains only. */
  readonly hook?: Hook;
  readonly policy?: 'ACCEPT' | 'DROP';
  readonly counters?: Counters;
  readonly rules: readonly RuleView[];
}

/** A difference from what the pod asks for, of one family and back end. */
export interface DifferenceView {
  readonly source: string;
  readonly family: 4 | 6;
  readonly kind: 'missing' | 'additional' | 'changed' | 'moved';
  readonly table: string;
  readonly chain: string;
  /** Absent for a missing rule. */
  readonly number?: number;
  readonly text: string;
}

/** The rules of one network namespace, explained. */
export interface IptablesView {
  readonly name: string;
  readonly interceptions: readonly Interception[];
  /** What the pod's manifest asks for; absent when it is not known or asks for nothing. */
  readonly arguments?: CaptureArguments;
  readonly differences: readonly DifferenceView[];
  /** Sentences: which back end's rules are in force. */
  readonly inForce: readonly string[];
  /** Sentences: what the dumps do not show. */
  readonly lost: readonly string[];
  /** Sentences: what a reader should know before reading the rules. */
  readonly notes: readonly string[];
  readonly chains: readonly ChainView[];
}
