import { paths } from "../../paths.ts"
import { formatDay } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { VerificationView } from "./verification-view.ts"

/** The last day of a submission, where it is another one (延期), or that it is exempted (免报); or that it may be made so. */
export function ExtensionLine({ view }: { view: VerificationView }) {
  const text = useText()
  const { extensions, exemptions } = text
  const { estate, exemption, extendedDay, mayExtend, quarter } = view
  if (!extendedDay && !exemption && !mayExtend) return null
  return (
    <p>
      {exemption && <strong>{exemptions.told(exemption.organisation)} </strong>}
      {extendedDay && !exemption && `${extensions.until(formatDay(text, extendedDay))} `}
      {mayExtend && !exemption && (
        <>
          <a href={paths.extension(estate.slug, quarter)}>{extensions.open}</a>
          {" · "}
        </>
      )}
      {mayExtend && (
        <a href={paths.exemption(estate.slug, quarter)}>
          {exemption ? exemptions.back.title : exemptions.open}
        </a>
      )}
    </p>
  )
}
