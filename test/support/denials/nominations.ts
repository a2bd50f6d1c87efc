import { nominations as table } from "../../../schema/tables/nominations.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import { type DenialPart, groups } from "./part.ts"

const organisers = ["organiser chair", "organiser secretary"]
const officials = groups.authorities.filter((name) => !name.endsWith("viewer"))
const nominators = [...groups.companies, ...officials, ...organisers]
const readers = [...groups.company, ...groups.authorities, ...organisers]

export const nominations: DenialPart = {
  allowed: {
    "GET /nominations": readers,
    "GET /nominations/new/:programme": nominators,
    "POST /nominations/new/:programme": nominators,
    "GET /nominations/:nominationId": readers,
    "POST /nominations/:nominationId": nominators,
    "POST /nominations/:nominationId/submission": nominators,
    "POST /nominations/:nominationId/withdrawal": nominators,
    "GET /selection/:programme/nominations": organisers,
    "POST /selection/:programme/nominations/screening": organisers,
    "GET /selection/:programme/nominations/:nominationId": organisers,
    "POST /selection/:programme/nominations/:nominationId/override": organisers,
    "POST /selection/:programme/nominations/:nominationId/override/decision": organisers,
  },
  middleware: ["/nominations/*"],
  parameters: async () => ({}),
  /** A draft of each organisation in the programme of `programmes.ts`: of an estate in everybody's reach. */
  async own(door, organisationId) {
    const [estate] = await door.cell.rows(
      `select e.id from estates e join tenures t on t.estate_id = e.id and t.to_date is null
       where e.place_code = '510104018004' and t.organisation_id = 'company-1' order by e.id limit 1`,
    )
    const id = `nomination-of-${organisationId}`
    const at = door.now.toISOString()
    const row = {
      ...{ id, programmeId: "programme-deng-men", category: "A", estateId: String(estate?.["id"]) },
      ...{ organisationId, state: "draft" as const, rulesVersion: 1, blindCode: `C-${id}`, memberId: "m" },
      ...{ createdAt: at, updatedAt: at },
    }
    await door.cell.client.batch([insertRows(table, [row])], "write")
    return { nominationId: id }
  },
}
