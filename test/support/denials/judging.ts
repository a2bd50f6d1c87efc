import { openSelection } from "../selection-fixture.ts"
import type { DenialPart } from "./part.ts"

const organisers = ["organiser chair", "organiser secretary"]
const judge = ["organiser judge"]

const allowed: DenialPart["allowed"] = {
  "GET /selection/:programme/judges": organisers,
  "POST /selection/:programme/judges": organisers,
  "GET /selection/:programme/judges/:judgeId": organisers,
  "POST /selection/:programme/judges/:judgeId/identity": organisers,
  "POST /selection/:programme/judges/:judgeId/removal": organisers,
  "GET /selection/:programme/assignment": organisers,
  "POST /selection/:programme/assignment": organisers,
  "GET /selection/:programme/assignment/assignments.csv": organisers,
  "POST /selection/:programme/assignment/pairs": organisers,
  "GET /selection/:programme/assignment/pairs/:assignmentId": organisers,
  "POST /selection/:programme/assignment/pairs/:assignmentId/removal": organisers,
  "POST /selection/:programme/assignment/file": organisers,
  "POST /selection/:programme/assignment/file/confirmation": organisers,
  "GET /judging": judge,
  "GET /judging/:judgeId": judge,
  "POST /judging/:judgeId/answer": judge,
  "GET /judging/:judgeId/interests": judge,
  "POST /judging/:judgeId/interests": judge,
}

export const judging: DenialPart = {
  allowed,
  middleware: ["/judging/*"],
  parameters: async () => ({}),
  /** A programme in review of which the judge who signs in is the first one. */
  async routes(door) {
    const made = await openSelection(door, {
      slug: "deng-men-ping-wei",
      phase: "review",
      nominated: 2,
      judges: 3,
      assigned: true,
    })
    const values = {
      programme: made.slug,
      judgeId: made.judges[0]?.id ?? "",
      assignmentId: made.assignments[0]?.id ?? "",
    }
    return Object.fromEntries(Object.keys(allowed).map((route) => [route, values]))
  },
}
