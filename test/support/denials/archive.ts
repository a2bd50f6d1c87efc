import { openSelection } from "../selection-fixture.ts"
import { type DenialPart, groups } from "./part.ts"

const organisers = ["organiser chair", "organiser secretary"]
const page = "/selection/:programme/archive"

/** The archive of a programme, and what came of a nomination. */
export const archive: DenialPart = {
  allowed: {
    "GET /programmes/:programme/archive.json": "public",
    "GET /programmes/:programme/archives/:number": "public",
    "GET /api/v1/programmes/:programme/archive": "public",
    [`GET ${page}`]: organisers,
    [`GET ${page}/programme.json`]: organisers,
    [`POST ${page}`]: ["organiser chair"],
    "GET /nominations/:decidedId/feedback": [...groups.company, ...groups.authorities, ...organisers],
  },
  parameters: async () => ({}),
  /** A nomination of each organisation in a programme that is decided. */
  async own(door, organisationId) {
    const made = await openSelection(door, { slug: `jue-${organisationId}`, phase: "decided", nominated: 1 })
    const [decided] = made.nominations
    await door.cell.rows("update nominations set organisation_id = ? where id = ?", [
      organisationId,
      decided?.id ?? "",
    ])
    return { decidedId: decided?.id ?? "" }
  },
  async routes(door) {
    const { slug } = await openSelection(door, { slug: "yi-jue", phase: "decided" })
    const programme = { programme: slug }
    return {
      [`GET ${page}`]: programme,
      [`GET ${page}/programme.json`]: programme,
      [`POST ${page}`]: programme,
    }
  },
}
