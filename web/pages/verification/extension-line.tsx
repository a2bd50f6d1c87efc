import { paths } from "../../paths.ts"
import { formatDay } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { VerificationView } from "./verification-view.ts"

/** The last day of a submission, where it is another one (延期) or may be made one. */
export function ExtensionLine({ view }: { view: VerificationView }) {
  const text = useText()
  const { extensions } = text
  if (!view.extendedDay && !view.mayExtend) return null
  return (
    <p>
      {view.extendedDay && extensions.until(formatDay(text, view.extendedDay))}
      {view.extendedDay && view.mayExtend && " · "}
      {view.mayExtend && <a href={paths.extension(view.estate.slug, view.quarter)}>{extensions.open}</a>}
    </p>
  )
}
