import { paths } from "../../../web/paths.ts"
import { type Fixture, openSelection } from "../selection-fixture.ts"
import type { Acts, Stage } from "./stage.ts"

const dates = {
  openDay: "2024-10-01",
  closeDay: "2030-12-31",
  screeningDay: "2031-01-10",
  reviewDay: "2031-01-25",
  noticeDay: "2031-02-02",
  noticeWorkingDays: 5,
}
/** Nobody meets it, so that two people have to let somebody in. */
const eligibility = [{ code: "E1", title: "满分", expression: "base > 100", built: null }]

let id = ""
let screening: Fixture
const one = () => paths.screenedNomination(screening.slug, screening.nominations[0]?.id ?? "")

async function begin({ door, person }: Stage): Promise<void> {
  const made = await openSelection(door, { slug: "zou-cha-shen-bao", rules: { dates, eligibility } })
  const page = paths.newNomination(made.slug)
  const answer = await (await person("manager")).submit(page, page)
  id = new URL(answer.headers.get("location") ?? "", "http://stage").pathname.split("/").at(-1) ?? ""
}

/** An estate nominated, submitted against the rules and taken back; others screened, one let in by two people. */
export const nominations: Acts = {
  "nomination/start-nomination": { actions: ["nomination.start"], perform: begin },
  "nomination/save-nomination": {
    actions: ["nomination.save"],
    perform: async ({ person }) =>
      (await person("editor")).submit(paths.nomination(id), `/${id}`, { "answer:statement": "走查的做法" }),
  },
  "nomination/submit-nomination": {
    actions: ["nomination.submit"],
    async perform({ person }) {
      const manager = await person("manager")
      const key = "act-submit-0001"
      const fields = { key, revision: "2", "answer:statement": "走查", consent: "yes", reason: "走查" }
      await manager.post(paths.nominationSubmission(id), fields)
    },
  },
  "nomination/withdraw-nomination": {
    actions: ["nomination.withdraw"],
    perform: async ({ person }) =>
      (await person("manager")).submit(paths.nomination(id), "/withdrawal", { reason: "走查" }),
  },
  "nomination/screen-nominations": {
    actions: ["nomination.screen"],
    async perform({ door, person }) {
      const options = { slug: "zou-cha-shen-cha", phase: "screening" as const, nominated: 2 }
      screening = await openSelection(door, { ...options, rules: { dates, eligibility } })
      const page = paths.selectionPart(screening.slug, "nominations")
      await (await person("secretary")).submit(page, "/screening")
    },
  },
  "nomination/ask-override": {
    actions: ["override.ask"],
    perform: async ({ person }) =>
      (await person("secretary")).submit(one(), "/override", { reason: "走查的理由" }),
  },
  "nomination/decide-override": {
    actions: ["override.decide"],
    perform: async ({ person }) => (await person("chair")).submit(one(), "/decision", { confirmed: "yes" }),
  },
}
