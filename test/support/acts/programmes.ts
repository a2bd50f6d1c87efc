import { paths } from "../../../web/paths.ts"
import { completeParts } from "../programme-forms.ts"
import { openSelection } from "../selection-fixture.ts"
import type { Acts, Stage } from "./stage.ts"

const slug = "zou-cha-ping-xuan"
const rules = paths.selectionPart(slug, "rules")
const dates = {
  openDay: "2024-10-12",
  closeDay: "2024-10-31",
  screeningDay: "2024-11-10",
  reviewDay: "2024-11-25",
  noticeDay: "2024-12-01",
}

async function typeAll({ person, door }: Stage): Promise<void> {
  const [release] = await door.cell.rows("select release_id from publications order by period desc limit 1")
  const secretary = await person("secretary")
  for (const [part, typed] of Object.entries(completeParts)) {
    const own = { basics: { basis: String(release?.["release_id"]) }, form: dates }[part]
    const fields = { ...typed, ...own } as Record<string, string>
    await secretary.submit(paths.rulesPart(slug, part), `/rules/${part}`, fields)
  }
}

/** One programme from its title to its second version; another one moved on, and stopped. */
export const programmes: Acts = {
  "programme/create-programme": {
    actions: ["programme.create"],
    perform: async ({ person }) =>
      (await person("secretary")).submit(paths.newProgramme(), "/selection", { title: "走查评选" }),
  },
  "programme/edit-rules": { actions: ["programme.edit"], perform: typeAll },
  "programme/begin-programme": {
    actions: ["programme.begin"],
    perform: async ({ person }) =>
      (await person("chair")).submit(paths.programmeBeginning(slug), "/beginning"),
  },
  "programme/change-rules": {
    actions: ["programme.edit", "programme.change_rules"],
    async perform({ person }) {
      const chair = await person("chair")
      await chair.submit(paths.rulesPart(slug, "form"), "/rules/form", { closeDay: "2024-11-01" })
      await chair.submit(rules, "/rules", { reason: "假期顺延" })
    },
  },
  "programme/drop-changes": {
    actions: ["programme.edit", "programme.drop_changes"],
    async perform({ person }) {
      const secretary = await person("secretary")
      await secretary.submit(paths.rulesPart(slug, "form"), "/rules/form", { closeDay: "2024-11-02" })
      await secretary.submit(rules, "/withdrawal")
    },
  },
  "programme/advance-phase": {
    actions: ["programme.advance"],
    async perform({ door, person }) {
      const other = { slug: "zou-cha-ping-shen", nominated: 1, judges: 3, assigned: true }
      await openSelection(door, { ...other, phase: "screening" })
      await (await person("secretary")).submit(paths.selectionOf(other.slug), "/phase")
    },
  },
  "programme/stop-programme": {
    actions: ["programme.stop"],
    perform: async ({ person }) =>
      (await person("chair")).submit(paths.programmeStop(slug), "/stop", {
        reason: "有人以牌匾费名义收费",
        confirmed: "yes",
      }),
  },
}
