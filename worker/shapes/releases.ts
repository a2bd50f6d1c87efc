import { z } from "zod"
import type { ExportProgress } from "../domain/leaving/export.ts"
import type { DirectoryChunk } from "../domain/release/directory.ts"
import type { ReleaseProgress } from "../domain/release/progress.ts"
import type { InputPart } from "../domain/release/snapshot.ts"
import type { Bilingual } from "../domain/scoring/edition.ts"
import type { Shape } from "../domain/stored.ts"
import { count, names, text, word } from "./parts.ts"
import { bilingual } from "./registry.ts"

/** Where a line stands in a file. */
export const place = { at: count, bytes: count, hash: text }

export const chunk: z.ZodType<DirectoryChunk> = z.object({
  pack: text,
  estates: count,
  first: text,
  last: text,
  leaves: z.array(z.object({ ...place, first: text })),
  rows: text,
})

export const inputPart: z.ZodType<InputPart> = z.object({
  estates: count,
  first: text,
  last: text,
  values: word,
  expected: text,
})

const progress = z.object({
  quarters: z.array(z.object({ period: text, releaseId: text })).optional(),
  scored: z.array(z.object({ figures: text, cards: text, inputs: text })),
  ranks: word,
})

const second: z.ZodType<ReleaseProgress> = progress.extend({
  format: z.literal(2),
  chunks: z.array(chunk),
  inputs: z.array(inputPart).optional(),
})

/** Format 1 had other chunks, at which nobody looks any more: one of it that still runs is begun anew. */
const first = z.custom<ReleaseProgress>((value) => progress.safeParse(value).success)

export const releaseProgress: Shape<ReleaseProgress> = {
  safeParse: (value) => {
    const format = typeof value === "object" && value !== null && "format" in value
    return (format ? second : first).safeParse(value)
  },
}

export const exported: z.ZodType<Partial<ExportProgress>> = z.object({
  noun: count.optional(),
  page: count.optional(),
  after: word.optional(),
  parts: names.optional(),
  takeovers: count.optional(),
})

/** A band or dimension of an edition, by its name. */
export interface NamedPart {
  code: string
  title: Bilingual
}

export const namedParts: z.ZodType<NamedPart[]> = z.array(z.object({ code: text, title: bilingual }))
