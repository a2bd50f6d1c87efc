import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { texts } from "../../web/text/text.ts"
import {
  claimWords,
  FIXED_TEXT,
  generalWords,
  namesPersons,
  publicTextFaults,
  publicTextLimit,
  tellsOfPersons,
} from "../../worker/domain/public-text.ts"
import type { Edition } from "../../worker/domain/scoring/edition.ts"

const folder = "schema/seed/editions"
const editions = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as Edition,
)
const sensitive = editions.flatMap(({ indicators }) =>
  indicators.flatMap(({ inputs }) => inputs.filter((input) => input.sensitive)),
)
const rules = (text: string) => publicTextFaults("reply", text, publicTextLimit).map(({ rule }) => rule)

test("a number beside the title of any sensitive input of any edition is refused, in both languages", () => {
  expect(sensitive.length).toBeGreaterThan(11)
  for (const { title } of sensitive) {
    expect(rules(`经核对，${title.zh}是 3，不是 4。`), title.zh).toEqual(["public_text_sensitive"])
    expect(rules(`${title.en}: it was 3.`), title.en).toEqual(["public_text_sensitive"])
  }
})

test("every name of a sensitive indicator and its keys is known: title, code and key, in both languages", () => {
  for (const { indicators } of editions)
    for (const { code, title, inputs } of indicators) {
      const own = inputs.filter((input) => input.sensitive)
      if (own.length === 0) continue
      const names = [code, title.zh, title.en, ...own.flatMap((one) => [one.key, one.title.zh, one.title.en])]
      for (const name of names) {
        expect(namesPersons(`关于${name}`) || namesPersons(`about ${name}`), name).toBe(true)
        expect(claimWords(`关于 ${name} 的说法`), name).toBe(FIXED_TEXT)
        expect(claimWords("已经看过。", `about ${name}`), name).toBe(FIXED_TEXT)
      }
    }
  expect(claimWords("户数已经看过。", "户数有出入。")).toBe("户数已经看过。")
  expect([claimWords(null, "纠纷"), generalWords(null)]).toEqual([null, null])
})

test.each([
  "关爱人数增加了。",
  "纠纷报多了。",
  "探访的情况有所下降，名次不变。",
  "调解成功率高于公布的数。",
  "物业公司称探访填错。",
  "独居老人的走访得分偏低。",
  "纠纷全部调解成功。",
  "没有发生纠纷。",
  "Mediated disputes rose.",
  "The visits were overstated.",
  "Fewer residents in special need were visited.",
  "The company claimed that all disputes were settled.",
])("says which way it went, what was changed or who claimed what: %s", (text) => {
  expect(rules(text)).toEqual(["public_text_sensitive"])
  expect(generalWords(text)).toBe(FIXED_TEXT)
})

test.each([
  "本季度只走访了两人。",
  "纠纷三件，调解成功一件。",
  "探访率 66.7%，得分少了几分。",
  "Two disputes were settled.",
])("tells of persons: %s", (text) => expect(rules(text)).toEqual(["public_text_sensitive"]))

test.each([
  "经核对，户数是 1128 户。",
  "隐患已整改 3 处。",
  "所述纠纷与本项评选无关。",
  "The estate has 1,128 households.",
])("tells of none: %s", (text) => expect(rules(text)).toEqual([]))

test("the sentence that is offered instead may be published as it stands", () => {
  for (const language of ["zh", "en"] as const) {
    const offered =
      /“([^”]+)”/.exec(texts[language].awards.faults["public_text_sensitive"]?.({}) ?? "")?.[1] ?? ""
    expect(offered.length).toBeGreaterThan(20)
    expect(tellsOfPersons(offered)).toBe(false)
    expect(rules(offered)).toEqual([])
  }
})
