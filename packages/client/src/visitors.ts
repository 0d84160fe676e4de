/** What people have left, handed over or gone. Only for a key that may do everything. */
import {
  type ErasedVisitors,
  erasedVisitorsSchema,
  type VisitorExport,
  type VisitorTarget,
  visitorExportSchema,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { Requester } from './request.ts'

export interface VisitorsClient {
  /** `POST visitors/export/`: empty where nobody has told the address; 400 without such a ticket. */
  export(target: VisitorTarget, signal?: AbortSignal): Promise<Result<VisitorExport>>
  /** `POST visitors/erase/`: for good. Safe to repeat by an address. */
  erase(target: VisitorTarget, signal?: AbortSignal): Promise<Result<ErasedVisitors>>
}

const ROOT = '/api/projects/{project}/conversations/visitors/'

/** The calls of this resource over a requester. */
export function createVisitorsClient(http: Requester): VisitorsClient {
  return {
    export: (body, signal) =>
      http.json({ method: 'POST', path: `${ROOT}export/`, body, signal }, visitorExportSchema),
    erase: (body, signal) =>
      http.json({ method: 'POST', path: `${ROOT}erase/`, body, signal }, erasedVisitorsSchema),
  }
}
