import { readdirSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { texts } from "../../web/text/text.ts"
import { publicTextFaults, publicTextLimit, tellsOfPersons } from "../../worker/domain/public-text.ts"
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
