import { paths } from "../../../web/paths.ts"
import { openSelection } from "../selection-fixture.ts"
import type { Acts } from "./stage.ts"

/** A programme that is decided, archived. */
export const archive: Acts = {
  "programme/archive-programme": {
    actions: ["programme.archive"],
    async perform(stage) {
      const { slug } = await openSelection(stage.door, { slug: "gui-dang", phase: "decided" })
      return (await stage.person("chair")).submit(paths.selectionPart(slug, "archive"), "/archive")
    },
  },
}
