import { openSelection } from "../selection-fixture.ts"
import type { DenialPart } from "./part.ts"

const organisers = ["organiser chair", "organiser secretary"]
const chairs = ["organiser chair"]

export const programmes: DenialPart = {
  allowed: {
    "GET /programmes": "public",
    "GET /programmes/:programme": "public",
    "GET /programmes/:programme/rules/:version": "public",
    "GET /selection": organisers,
    "POST /selection": organisers,
    "GET /selection/new": organisers,
    "GET /selection/:programme": organisers,
    "POST /selection/:programme/phase": organisers,
    "GET /selection/:programme/beginning": chairs,
    "POST /selection/:programme/beginning": chairs,
    "GET /selection/:programme/stop": chairs,
    "POST /selection/:programme/stop": chairs,
    "GET /selection/:programme/rules": organisers,
    "POST /selection/:programme/rules": chairs,
    "POST /selection/:programme/rules/withdrawal": organisers,
    "GET /selection/:programme/rules/:part": organisers,
    "POST /selection/:programme/rules/:part": organisers,
  },
  middleware: ["/selection/*"],
  async parameters(door) {
    const { slug } = await openSelection(door, { slug: "deng-men", phase: "open" })
    return { programme: slug, part: "basics", version: "1" }
  },
}
