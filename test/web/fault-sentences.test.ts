import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { faultSentence, faultSentences, readTogether } from "../../web/text/fault-sentence.ts"
import { texts } from "../../web/text/text.ts"
import type { Fault } from "../../worker/domain/errors.ts"
import { editionKeys } from "../../worker/domain/scoring/keys.ts"
import { readEdition } from "../../worker/domain/scoring/read-edition.ts"
import { askChecks, brokenFault } from "../../worker/domain/submission/edition-checks.ts"
import { SECOND_EDITION } from "../domain/scoring/editions.ts"

const read = readEdition(JSON.parse(readFileSync(SECOND_EDITION, "utf8")))
if (read.edition === undefined) throw new Error("the second edition cannot be read")
const secondEdition = read.edition
const specs = editionKeys(secondEdition)
const open = (id: string, without: string): Fault => {
  const check = secondEdition.checks?.find((one) => one.id === id)
  return {
    rule: id,
    field: without,
    check: { title: check?.title ?? null, severity: "soft" },
    with: { without },
  }
}

test("checks that wait for the same empty value are one sentence, which says what must hold and what would be odd", () => {
  const faults = [
    open("hazards-fixed", "hazards_found"),
    open("general-hazards", "hazards_found"),
    open("water-saved-supply", "hazards_found"),
    open("turnout-no-event", "cultural_events"),
  ]
  expect(readTogether(faults).map(({ length }) => length)).toEqual([3, 1])
  expect(faultSentences(texts.zh, specs, faults)).toEqual([
    "没有填本季度发现的隐患，所以无法核对是否符合“已整改的隐患不能多于本季发现与上季结转之和”“一般隐患不能多于全部隐患”，也无法核对有没有“节水量超过供水量的3倍”的情况。请补填；没有请说明原因。",
    "没有填文化活动场次，所以无法核对有没有“没有文化活动却有参与人次”的情况。请补填；没有请说明原因。",
  ])
  const [english] = faultSentences(texts.en, specs, faults)
  expect(english?.split("is empty")).toHaveLength(2)
  expect(english).toContain("“Hazards fixed cannot exceed those found plus those brought forward”")
})

test("a side that nobody typed says what it is the sum of", () => {
  const values = new Map([
    ["hazards_fixed", 50],
    ["hazards_found", 7],
    ["hazards_brought_forward", 3],
    ["general_hazards", 17],
    ["general_hazards_fixed", 15],
  ])
  const { broken } = askChecks(secondEdition, values, [])
  const sentences = broken.map((one) =>
    faultSentence(texts.zh, specs, brokenFault(one, { mine: new Set(values.keys()) })),
  )
  expect(sentences[0]).toBe(
    "已整改的隐患不能多于本季发现与上季结转之和（现为 50，最多 “本季度发现的隐患”+“上季结转的隐患”=10）。请核对并改正。",
  )
  expect(sentences.find((one) => one.startsWith("已整改的其他隐患"))).toMatch(
    /“已整改的隐患”\+“一般隐患[^”]*”=67/,
  )
})
