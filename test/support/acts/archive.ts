import { paths } from "../../../web/paths.ts"
import { systemServices } from "../../../worker/services.ts"
import { publishArchives } from "../../../worker/usecases/programme/publish-archives.ts"
import { openSelection } from "../selection-fixture.ts"
import type { Acts } from "./stage.ts"

/** A programme that is decided, archived; those that are decided, published. */
export const archive: Acts = {
  "programme/publish-archives": {
    actions: ["programme.publish_archive"],
    async perform(stage) {
      const { programmeArchives } = systemServices({ ...stage.door.bindings }, "publish-archives", "510100")
      await publishArchives(stage.job("publish-archives"), programmeArchives)
    },
  },
  "programme/archive-programme": {
    actions: ["programme.archive"],
    async perform(stage) {
      const { slug } = await openSelection(stage.door, { slug: "gui-dang", phase: "decided" })
      return (await stage.person("chair")).submit(paths.selectionPart(slug, "archive"), "/archive")
    },
  },
}
