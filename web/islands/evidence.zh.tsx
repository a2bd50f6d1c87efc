import { evidenceUpload } from "../text/zh/evidence-upload.ts"
import { startEvidence } from "./evidence/start.ts"

startEvidence(evidenceUpload)
