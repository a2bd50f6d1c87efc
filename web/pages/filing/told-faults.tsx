import type { Fault } from "../../../worker/domain/errors.ts"
import type { Provider } from "../../../worker/domain/scoring/edition.ts"
import { faultSentence } from "../../text/fault-sentence.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import type { FilingView } from "./filing-view.ts"

function ToldFault({ view, fault }: { view: FilingView; fault: Fault }) {
  const text = useText()
  const providers = String(fault.with?.["providers"] ?? "").split("/") as Provider[]
  const names = providers.filter((one) => one !== view.provider).map((one) => text.site.providers[one])
  return (
    <li>
      {faultSentence(text, view.specs, fault, "told")}
      {text.site.aside(text.filing.told.mends(names.join(text.site.listComma)))}
    </li>
  )
}

/** What only others can mend: no obstacle for whoever reads it. */
export function ToldFaults({ view }: { view: FilingView }) {
  const text = useText()
  if (view.told.length === 0) return null
  return (
    <Notice kind="warning" title={text.filing.told.title(view.told.length)}>
      <ul class="faults">
        {view.told.map((fault) => (
          <ToldFault view={view} fault={fault} />
        ))}
      </ul>
    </Notice>
  )
}
