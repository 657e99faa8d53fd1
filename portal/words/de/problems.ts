/** Every refusal of the API in German, and what to do about it. */
import type { PortalWords } from '../en/portal.ts'

const loadAgain = 'Der Dienst hat die Anfrage nicht verstanden. Laden Sie die Seite neu.'

export const problems: PortalWords['problems'] = {
  malformed_json: loadAgain,
  account_suspended:
    'Dieses Konto ist gesperrt. Wenden Sie sich an den Betreiber des Dienstes; alles bleibt erhalten.',
  invalid_cursor: 'Diese Seite der Liste ist veraltet. Gehen Sie zurück zur ersten.',
  not_plain_utf8: loadAgain,
  idempotency_key_reused: 'Das wurde schon mit anderem Inhalt gesendet. Laden Sie die Seite neu.',
  operator_only: 'Das darf nur der Betreiber des Dienstes.',
  account_full:
    'Alle Plätze des Kontos sind belegt. Sperren oder entfernen Sie zuerst jemanden, oder bitten Sie um mehr Plätze.',
  rejoin_not_allowed:
    'Sie wurden aus diesem Konto entfernt. Bitten Sie die Administration um eine Einladung.',
  access_ended: 'Der Zugang zu diesem Konto ist abgelaufen. Fragen Sie die Administration des Kontos.',
  not_signed_in: 'Sie sind nicht mehr angemeldet. Melden Sie sich wieder an.',
  email_not_verified:
    'Ihre E-Mail-Adresse ist nicht bestätigt. Bestätigen Sie sie bei der Anmeldung, und melden Sie sich neu an.',
  permission_missing: 'Das dürfen Sie nicht. Bitten Sie die Administration um eine Rolle, die es darf.',
  role_not_yours_to_give: 'Eine der Rollen hat Rechte, die Ihnen fehlen; Sie können sie nicht vergeben.',
  route_not_found: 'Das kennt der Dienst nicht. Laden Sie die Seite neu.',
  account_not_found: 'Dieses Konto gibt es nicht, oder Sie sind nicht darin.',
  user_not_yours_to_manage: 'Dieser Benutzer hat Rechte, die Ihnen fehlen; darum geht das nicht.',
  user_not_joined: 'Der Benutzer ist noch nicht beigetreten.',
  last_administrator:
    'Das Konto braucht mindestens einen Administrator. Machen Sie zuerst jemand anderen dazu.',
  user_not_found: 'Diesen Benutzer gibt es in diesem Konto nicht.',
  unknown_token: 'Diese Einladung gibt es nicht.',
  user_exists: 'Diese Person ist schon Mitglied.',
  user_not_invited: 'Der Benutzer ist nicht mehr eingeladen; er ist inzwischen beigetreten.',
  permission_not_yours_to_give:
    'Die Rolle hat Rechte, die Ihnen fehlen; Sie können sie weder geben noch ändern.',
  role_not_found: 'Diese Rolle gibt es in diesem Konto nicht.',
  role_built_in: 'Eingebaute Rollen lassen sich nicht ändern.',
  role_in_use: 'Die Rolle wird benutzt: Jemand hat sie, oder sie ist eine Standardrolle.',
  role_name_taken: 'Eine andere Rolle dieses Kontos heißt schon so.',
  too_many_roles: 'Das Konto hat so viele eigene Rollen, wie es haben darf.',
  no_default_roles: 'Das Konto hat keine Standardrolle und darum keinen Einladungslink.',
  signed_in_as_another: 'Die Einladung gilt einer anderen Adresse.',
  invitation_expired: 'Die Einladung ist abgelaufen.',
  invitation_replaced: 'Eine neuere E-Mail hat diese Einladung ersetzt.',
  invitation_revoked: 'Die Einladung wurde zurückgezogen.',
  invitation_void: 'Die Einladung gilt nicht mehr.',
  link_replaced: 'Der Einladungslink wurde ersetzt.',
  link_disabled: 'Der Einladungslink ist abgeschaltet.',
  link_expired: 'Der Einladungslink ist abgelaufen.',
  link_used_up: 'Der Einladungslink wurde so oft benutzt, wie er darf.',
  address_not_allowed: 'Adressen dieser Domain können nicht beitreten.',
  user_suspended: 'Der Zugang zum Konto ist gesperrt.',
  body_too_large: 'Das ist zu viel auf einmal.',
  not_json: loadAgain,
  invalid_request: 'Etwas ist nicht so, wie es sein muss.',
  role_not_for_default:
    'Eine Rolle, die Benutzer, Rollen oder das Konto verwaltet, kann keine Standardrolle sein.',
  too_many_requests:
    'Zu viele Anfragen auf einmal. Warten Sie einen Moment, und versuchen Sie es noch einmal.',
  internal: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal; sonst sagen Sie es dem Support.',
  unavailable: 'Der Dienst ist für einen Moment nicht erreichbar. Versuchen Sie es noch einmal.',
  unreachable:
    'Der Dienst hat nicht geantwortet. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.',
  unknown: 'Der Dienst hat anders geantwortet, als diese Seite es kennt. Laden Sie die Seite neu.',
}
