import { megabytes } from "../bytes.ts"
import type { Indicator, Provider } from "../scoring/edition.ts"
import { indicatorKeys } from "../scoring/operand-keys.ts"
import { attachmentTypes, type CleanFile } from "../selection/attachment.ts"
import type { CameraFacts } from "./exif.ts"

/** Kinds of file that evidence may be. */
export const evidenceTypes = [...attachmentTypes, "image/webp"] as const
export type EvidenceType = (typeof evidenceTypes)[number]

/** A file as it may be kept as evidence, with what was read of it. */
export interface EvidenceFile extends Omit<CleanFile, "type"> {
  type: EvidenceType
  /** SHA-256 of what arrived, before it was cleaned. */
  receivedHash: string
  camera: CameraFacts
  /** How it looks (look.ts), computed from what is kept; null where it cannot be told. */
  look: string | null
}

/** Checks a file by its content, takes out what nobody needs to see it, and tells what was read before. */
export type CleanEvidence = (bytes: Uint8Array<ArrayBuffer>) => Promise<EvidenceFile>

/** What one organisation may keep for one estate and quarter: bytes and files. */
export const evidenceSpace = { bytes: 100 * 1024 * 1024, files: 200 } as const
/** Files of one request. */
export const MOST_FILES_AT_ONCE = 20
/** Characters of what is said of a file. */
export const MAX_EVIDENCE_NOTE = 200
/** The longer side of a picture that a browser makes smaller, in pixels, and its quality as JPEG. */
export const shownPicture = { side: 1_920, quality: 0.82 } as const

/** Which of two a picture shows: before something was mended, or after it. */
export const evidenceSides = ["before", "after"] as const
export type EvidenceSide = (typeof evidenceSides)[number]

/** Whether a position lies within the street of the estate; `unknown` where no outline of it is known. */
export const whereTaken = ["inside", "outside", "unknown"] as const
export type WhereTaken = (typeof whereTaken)[number]

/** The limit in the words of its sentences. */
export const spaceWords = { most: megabytes(evidenceSpace.bytes), files: evidenceSpace.files }

/** Indicators whose figures tell a change: their evidence is a pair, before and after (读数, 照片). */
const PAIRED = ["ENV-01", "WTR-01", "HAZ-01"]

/** Whether what an indicator demands is to be seen before and after. */
export const asksForPair = ({ code }: Pick<Indicator, "code">): boolean => PAIRED.includes(code)

/** Whether evidence of an indicator is about persons whose number is kept back: it is never public. */
export const isSensitive = ({ inputs }: Pick<Indicator, "inputs">): boolean =>
  inputs.some(({ sensitive }) => sensitive)

/** The indicator of a code for which somebody who types these keys may add evidence. */
export function indicatorFor(
  indicators: readonly Indicator[],
  code: string,
  mine: ReadonlySet<string>,
): Indicator | undefined {
  return indicators.find((one) => one.code === code && one.inputs.some(({ key }) => mine.has(key)))
}

interface Placed {
  indicator: string
  provider: Provider
  side: EvidenceSide | null
  pair: number
}

/** The number of the pair that a further file of a side belongs to: the first that has none of this side. */
export function nextPair(
  own: readonly Pick<Placed, "indicator" | "side" | "pair">[],
  indicator: string,
  side: EvidenceSide | null,
): number {
  if (side === null) return 0
  const taken = new Set(
    own.filter((one) => one.indicator === indicator && one.side === side).map((one) => one.pair),
  )
  for (let pair = 1; ; pair++) if (!taken.has(pair)) return pair
}

/** What of an indicator's evidence is missing: all of it, or one side of what was before and after. */
export type EvidenceGap = "all" | EvidenceSide

/** What of an indicator's evidence is missing; null where it is whole, or where nothing is said that asks for it. */
export function gapOf(
  indicator: Indicator,
  { answered, evidence }: { answered: (key: string) => boolean; evidence: readonly Placed[] },
): EvidenceGap | null {
  if (
    ![...indicatorKeys(indicator)].some(
      (key) => indicator.inputs.some((one) => one.key === key) && answered(key),
    )
  )
    return null
  const own = evidence.filter((one) => one.indicator === indicator.code)
  if (own.length === 0) return "all"
  if (!asksForPair(indicator)) return null
  return evidenceSides.find((side) => !own.some((one) => one.side === side)) ?? null
}

/** The file that lies there for everybody while a picture is shown under a name. */
export const publicFile = (name: string): string => `public-${name}`

/** What a picture is, by what it begins with; null of anything else. */
export function pictureType(bytes: Uint8Array): Exclude<EvidenceType, "application/pdf"> | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "image/jpeg"
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return "image/png"
  return bytes[0] === 0x52 && bytes[8] === 0x57 ? "image/webp" : null
}
