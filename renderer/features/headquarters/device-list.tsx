import type { DeviceLine } from '../../../domain/contract/sync-contract.ts'
import { useDesk } from '../../app/session.ts'
import { useProcedure } from '../../app/use-procedure.ts'
import { dateTimeText } from '../../components/plain-text.ts'
import { ErrorState, SkeletonRows } from '../../components/states.tsx'
import { State, Tag } from '../../components/tag.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import css from './headquarters.module.css'
import { headquartersTexts } from './texts.ts'

/** Every PC that wrote, up to where its journal is held here, and how much of it headquarters have. */
export function DeviceList() {
  const t = useText(headquartersTexts)
  const list = useProcedure('sync.devices', {})
  return (
    <section className={`card ${css['list']}`} aria-label={t('devices')}>
      {list.error ? (
        <ErrorState refusal={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <SkeletonRows rows={3} />
      ) : (
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{t('device')}</th>
              <th scope="col">{t('device-code')}</th>
              <th scope="col" className="num">
                {t('entries')}
              </th>
              <th scope="col">{t('last-entry')}</th>
              <th scope="col" className="num">
                {t('at-hq')}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.data.devices.map(device => (
              <Row key={device.id} device={device} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Row({ device }: { readonly device: DeviceLine }) {
  const t = useText(headquartersTexts)
  const language = useLanguage(state => state.language)
  const { clinic } = useDesk()
  const { heldThere, entries } = device
  return (
    <tr>
      <td className={css['wide']}>
        <div className="row">
          <b>{device.isHeadquarters ? t('device-hq') : device.name || t('device-unnamed')}</b>
          {device.isHere && <Tag>{t('device-here')}</Tag>}
        </div>
      </td>
      <td>{device.code}</td>
      <td className="num">{entries}</td>
      <td>{device.lastEntryAt === null ? t('none') : dateTimeText(device.lastEntryAt, language, clinic.timeZone)}</td>
      <td className="num">
        {heldThere !== null && <State tone={heldThere < entries ? 'warn' : 'ok'}>{String(heldThere)}</State>}
      </td>
    </tr>
  )
}
