import type { z } from "zod"
import type { AuditEvent } from "../data/audit.ts"
import type { Reads } from "../data/reads.ts"
import type { Stores } from "../data/stores.ts"
import type { MemberActor } from "../domain/actor.ts"
import type { Subject } from "../domain/audit/faster.ts"
import type { DomainError, ErrorCode, Fault } from "../domain/errors.ts"
import type { Permission } from "../domain/permissions.ts"
import type { WorkingCalendar } from "../domain/working-days.ts"
import type { UseCaseContext } from "./context.ts"

/** What acts are done to: how it is opened by its name, and which name it was opened by. */
export interface Target<Open, Name> {
  /** Errors: not_found (outside of the actor's scope), forbidden. */
  open(ctx: UseCaseContext<MemberActor>, name: Name): Promise<Open>
  nameOf(open: Open): Name
}

/** What begins something new is done to the city: nothing is opened. */
export const theCity: Target<null, Record<string, never>> = { open: async () => null, nameOf: () => ({}) }

/** What whoever asks says of what it had seen: nothing, the revision of what it changes, or a text of all revisions. */
interface SeenBy {
  nothing: unknown
  revision: { seen: number }
  version: { seen: string }
}
export type Seen = keyof SeenBy

/** One act as it is asked for: what was typed or sent, and what had been seen. */
export type Asked<Input extends z.ZodType, S extends Seen = "nothing"> = {
  given: z.output<Input>
} & SeenBy[S]

/** Refusals that every act may meet and none declares: `invalid` stands for its faults. */
export const commonRefusals = { forbidden: "forbidden", not_found: "not_found", invalid: "invalid" } as const
type CommonRule = keyof typeof commonRefusals

/** What a rule has at hand: who acts, the clock, reading, and its refusals. Nothing of it writes. */
export interface Hand<Rule extends string> {
  readonly actor: MemberActor
  readonly now: Date
  newId(): string
  readonly calendar: WorkingCalendar
  /** As UseCaseContext.formLink. */
  formLink(slug: string, quarter: string): string
  /** As UseCaseContext.filingLink. */
  filingLink(quarter: string): string
  /** As UseCaseContext.quarterLink. */
  quarterLink(quarter: string): string
  /** As UseCaseContext.requestLink. */
  requestLink(id: string): string
  /** As UseCaseContext.deputiesLink. */
  deputiesLink(): string
  readonly read: Reads
  /** One of the refusals that the act declares, to be thrown. */
  refusal(rule: Rule | CommonRule, about?: { faults?: Fault[]; with?: DomainError["with"] }): DomainError
  /** As UseCaseContext.outrun. */
  outrun(about: Subject): Promise<DomainError>
}

/** An event as an act tells it. */
export type EventOf = Omit<AuditEvent, "id" | "at" | "action">

/** What an act does when no rule is against it: all of it is one batch. */
export interface Plan<Result> {
  /** What is answered, also to whoever asks again with the same key; JSON. */
  result: Result
  write(store: Omit<Stores, "audit">): void
  /** The event of the batch, or one for each thing that it changes; their action is the act's name. */
  event: EventOf | readonly [EventOf, ...EventOf[]]
}

/** What is told of an act without doing it: what edges, documents and tests are made of. */
export interface Declaration<Rule extends string = string> {
  /** The action of its audit event; an idempotency key is good for one action. */
  readonly name: `${string}.${string}`
  /** Who may: whoever holds one of these. */
  readonly may: readonly [Permission, ...Permission[]]
  /** What programs send, and what the rule is given of it. */
  readonly input: z.ZodType
  readonly seen: Seen
  /** How its own rules may refuse, besides commonRefusals: the key of the sentence in web/text, and the kind. */
  readonly refusals: Readonly<Record<Rule, ErrorCode>>
}

/** One act: what it is called, who may, what it is done to, what is asked, how it is refused, what it does. */
export interface Act<Open, Name, In, Rule extends string, Result> extends Declaration<Rule> {
  readonly on: Target<Open, Name>
  /** Of an act that was outrun: how often it is tried in all, and whether it still may on what stands now. */
  readonly again?: { most: number; when(now: Open, asked: In): boolean }
  /** The rule. Throws refusals; writes nothing. */
  plan(open: Open, asked: In, hand: Hand<Rule>): Plan<Result> | Promise<Plan<Result>>
}

/** Declares an act. Nothing is done before `perform` (perform.ts). */
export function act<
  Open,
  Name,
  Input extends z.ZodType,
  S extends Seen,
  Rule extends string,
  Result,
  In extends Asked<Input, S> = Asked<Input, S>,
>(
  spec: Act<Open, Name, In, Rule, Result> & { readonly input: Input; readonly seen: S },
): Act<Open, Name, In, Rule, Result> & { readonly input: Input } {
  return spec
}
