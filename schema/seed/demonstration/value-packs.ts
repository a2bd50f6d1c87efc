import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { type KeySpec, type KeyValue, parseKeyValue } from "../../../worker/domain/scoring/keys.ts"
import { askChecks } from "../../../worker/domain/submission/edition-checks.ts"
import type { Random } from "./random.ts"
import type { TypingProvider } from "./rows.ts"
import type { TypedValues } from "./values/quarter-facts.ts"

type Pack = Record<string, string>

/**
 * Divides the values by who types them: a key's own provider, but the company for a community without members (代填);
 * `platform` keys are typed by nobody. A provider without a key has no pack.
 */
export function packsOf(
  specs: ReadonlyMap<string, KeySpec>,
  values: TypedValues,
  communityHasMembers: boolean,
): Partial<Record<TypingProvider, Pack>> {
  const packs: Partial<Record<TypingProvider, Pack>> = {}
  for (const [key, value] of values) {
    const provider = specs.get(key)?.provider
    if (provider === undefined) throw new Error(`the edition has no key ${key}`)
    if (provider === "platform" || provider === "city") continue
    const typist = provider === "community" && !communityHasMembers ? "company" : provider
    const pack = packs[typist] ?? {}
    packs[typist] = pack
    pack[key] = value
  }
  return packs
}

/** About two thirds of a pack: somebody has begun to type. */
export function draftOf(pack: Pack, random: Random): Pack {
  return Object.fromEntries(Object.entries(pack).filter(() => random.chance(0.66)))
}

const changeWords = [
  "按本季度台账统计，已与上季度核对。",
  "季节性变化，详见本季度活动和巡查记录。",
  "上季度集中整治后数量变化，见工单。",
]

const checkWords = ["按台账逐笔核对，数字属实，登记方式与上季度不同。", "情况属实，已与社区核对，详见台账。"]

/** A reason for each number that moved by five or more and by more than half since last quarter, or breaks a soft check. */
export function reasonsFor(
  specs: ReadonlyMap<string, KeySpec>,
  pack: Pack,
  before: TypedValues | null,
  checked: readonly string[],
): Record<string, string> {
  const reasons: Record<string, string> = {}
  for (const [key, text] of Object.entries(pack)) {
    const spec = specs.get(key)
    const last = Number(before?.get(key) ?? Number.NaN)
    const change = Math.abs(Number(text) - last)
    if (checked.includes(key)) reasons[key] = checkWords[text.length % checkWords.length] ?? ""
    if (spec === undefined || spec.type === "yes_no" || spec.kind === "bonus") continue
    if (change >= 5 && change > Math.abs(last) / 2)
      reasons[key] = changeWords[(key.length + text.length) % changeWords.length] ?? ""
  }
  return reasons
}

function read(specs: ReadonlyMap<string, KeySpec>, typed: TypedValues): Map<string, KeyValue> {
  const values = new Map<string, KeyValue>()
  for (const [key, text] of typed) {
    const spec = specs.get(key)
    const reading = spec ? parseKeyValue(spec, text) : null
    if (reading && "value" in reading && reading.value !== null) values.set(key, reading.value)
  }
  return values
}

/** The keys at which somebody is asked for the reason of a soft check that the values break. */
export function checkedKeys(
  edition: Edition,
  specs: ReadonlyMap<string, KeySpec>,
  values: TypedValues,
  before: TypedValues | null,
): string[] {
  const { broken } = askChecks(edition, read(specs, values), [before && read(specs, before)])
  return [...new Set(broken.flatMap(({ keys }) => keys))]
}
