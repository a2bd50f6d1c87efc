import { expect, test } from "vitest"
import { texts } from "../../../web/text/text.ts"
import type { PublicProgramme } from "../../../worker/http/public/reader.ts"
import { fixtureRules } from "../../support/fixture-rules.ts"
import { publicApp, visibleText } from "../../support/public-app.ts"
import { publicFixture } from "../../support/public-fixture.ts"

const rules = fixtureRules({
  title: "Award",
  titleEn: "Award",
  summary: "What it is about.",
  organiser: "Forum",
  approval: { kind: "exempt", reason: "run by an association" },
  categories: [{ code: "A", title: "Overall", places: 3, quotas: [] }],
  eligibility: [
    {
      code: "E1",
      title: "Base of 60",
      expression: "base >= 60.0",
      built: { figure: "base", operator: ">=", value: "60" },
    },
  ],
  form: [{ key: "a", title: "What was done", hint: "", required: true, most: 100 }],
  criteria: [{ code: "C1", title: "Effect", weight: 100, levels: [{ score: 100, anchor: "good" }] }],
})

const programme: PublicProgramme = {
  slug: "award",
  organiser: "Forum",
  demonstration: true,
  phase: "open",
  openedAt: "2026-09-01T00:00:00Z",
  stoppedAt: "2026-09-02T00:00:00Z",
  stopReason: "A fee was demanded.",
  archivedAt: null,
  archiveHash: null,
  archives: [],
  rulesVersion: 2,
  rules,
  versions: [
    { version: 2, at: "2026-09-02T00:00:00Z", reason: "Later by a day.", hash: "b".repeat(64) },
    { version: 1, at: "2026-09-01T00:00:00Z", reason: "", hash: "a".repeat(64) },
  ],
}

function english(programmes: PublicProgramme[]) {
  const fixture = publicFixture(4, ["2026Q2"])
  fixture.change({ programmes })
  fixture.reader.programmeRules = async (slug, version) => (slug === "award" && version < 3 ? rules : null)
  return publicApp(fixture, "en")
}

test("without a programme the list says so", async () => {
  const page = visibleText(await english([]).page("/programmes"))
  expect(page).toContain("No programme has opened yet")
})

test("in English everything is, down to the words of rules and figures", async () => {
  const app = english([programme])
  for (const path of ["/programmes", "/programmes/award", "/programmes/award/rules/1"]) {
    const page = visibleText(await app.page(path))
    const main = page.slice(page.indexOf("Award"), page.lastIndexOf("The platform"))
    const own = main.replace(texts.en.site.otherLanguage, "")
    expect(own.replace(/[成都市锦江区青羊]/g, ""), path).not.toMatch(/[一-鿿]/)
  }
  const page = visibleText(await app.page("/programmes/award"))
  for (const words of [
    "This programme was stopped on",
    "A fee was demanded.",
    "Later by a day.",
    "None needed",
  ])
    expect(page).toContain(words)
  expect(visibleText(await app.page("/programmes/award/rules/1"))).toContain("which is version 2")
})

test("what is not there is a page with 404", async () => {
  const app = english([programme])
  for (const path of ["/programmes/none", "/programmes/award/rules/3", "/programmes/award/rules/01"])
    expect(visibleText(await app.page(path, 404))).toContain("All programmes")
})

test("the city's page names the newest programmes", async () => {
  const page = visibleText(await english([programme]).page("/"))
  expect(page).toContain("Award programmes")
  expect(page).toContain("Stopped")
})
