import type { Change } from "./changes.ts"

/** The store of this browser, as far as it is used. */
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">

/** Every copy's name begins so; the number rises with its shape. */
const PREFIX = "shige-unsent-1/"
const DAY_MS = 24 * 60 * 60 * 1000
/** A copy that nobody came back for goes after so many days. */
export const COPY_DAYS = 30

/** Whose copy, and of what: `cell/organisation/person`; `quarter/estate`. */
export interface CopyOf {
  owner: string
  subject: string
}

interface Kept {
  /** When it was last changed, in milliseconds of the server's clock. */
  at: number
  changes: Record<string, Change>
}

const nameOf = ({ owner, subject }: CopyOf) => `${PREFIX}${owner}/${subject}`

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

function changeIn(value: unknown): Change | null {
  if (!isObject(value) || !Array.isArray(value["sent"])) return null
  const { was, to, sent } = value
  const texts = sent.filter((text): text is string => typeof text === "string")
  return typeof was === "string" && typeof to === "string" ? { was, to, sent: texts } : null
}

/** A kept text looked through: anybody may have written into the store. */
function parsed(text: string | null): Kept | null {
  try {
    const kept: unknown = JSON.parse(text ?? "null")
    if (!isObject(kept) || typeof kept["at"] !== "number" || !isObject(kept["changes"])) return null
    const whole = Object.entries(kept["changes"]).flatMap(([name, value]) => {
      const change = changeIn(value)
      return change ? [[name, change] as const] : []
    })
    return { at: kept["at"], changes: Object.fromEntries(whole) }
  } catch {
    return null
  }
}

function namesIn(store: Store): string[] {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "")
  return names.filter((name) => name.startsWith(PREFIX))
}

/** The changes that were kept of a form. */
export function keptChanges(store: Store, of: CopyOf): Map<string, Change> {
  return new Map(Object.entries(parsed(store.getItem(nameOf(of)))?.changes ?? {}))
}

/**
 * Writes changes into the copy: null where a field has none any more, unless another window has typed something else
 * there since. Without changes there is no copy. False when the store takes no more.
 */
export function keepChanges(
  store: Store,
  of: CopyOf,
  {
    changes,
    done,
    at,
  }: { changes: ReadonlyMap<string, Change>; done: ReadonlyMap<string, string>; at: number },
): boolean {
  const all = keptChanges(store, of)
  for (const [name, text] of done) if (all.get(name)?.to === text) all.delete(name)
  for (const [name, change] of changes) all.set(name, change)
  try {
    if (all.size === 0) store.removeItem(nameOf(of))
    else store.setItem(nameOf(of), JSON.stringify({ at, changes: Object.fromEntries(all) } satisfies Kept))
    return true
  } catch {
    return false
  }
}

/** Takes the copy of a form away: it was sent, or given up by name. */
export function dropCopy(store: Store, of: CopyOf): void {
  store.removeItem(nameOf(of))
}

/** Names of a person's copies; its id stands last in `owner`. */
function namesOf(store: Store, person: string): string[] {
  return namesIn(store).filter((name) => name.slice(PREFIX.length).split("/")[2] === person)
}

/** How many changes a person has unsent in this browser, over all forms. */
export function countUnsent(store: Store, person: string): number {
  const kept = namesOf(store, person).map((name) => parsed(store.getItem(name)))
  return kept.reduce((sum, one) => sum + Object.keys(one?.changes ?? {}).length, 0)
}

/** Takes all copies of a person away: it signs out. Those of others at the same browser stay. */
export function dropCopiesOf(store: Store, person: string): void {
  for (const name of namesOf(store, person)) store.removeItem(name)
}

/** Takes away what nobody came back for, whosever it is; `now` by the server's clock. */
export function dropOutdated(store: Store, now: number): void {
  for (const name of namesIn(store)) {
    const kept = parsed(store.getItem(name))
    if (!kept || now - kept.at > COPY_DAYS * DAY_MS) store.removeItem(name)
  }
}

/** This browser's store; one that keeps nothing where it is forbidden. */
export function browserStore(): Store {
  try {
    const store = window.localStorage
    store.removeItem(`${PREFIX}probe`)
    return store
  } catch {
    const refuse = () => {
      throw new Error("no store")
    }
    return { getItem: () => null, setItem: refuse, removeItem: () => {}, key: () => null, length: 0 }
  }
}
