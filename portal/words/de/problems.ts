/** Every refusal of the API in German, and what to do about it. */
import type { PortalWords } from '../en/portal.ts'

const loadAgain = 'Der Dienst hat die Anfrage nicht verstanden. Laden Sie die Seite neu.'

export const problems: PortalWords['problems'] = {
  malformed_json: loadAgain,
  external_id_taken: 'Diese externe ID ist bereits vergeben.',
  account_not_restorable:
    'Das Konto wurde vor mehr als 30 Tagen gelöscht und lässt sich nicht mehr wiederherstellen.',
  account_suspended:
    'Dieses Konto ist gesperrt. Wenden Sie sich an den Betreiber des Dienstes; alles bleibt erhalten.',
  invalid_cursor: 'Diese Seite der Liste ist veraltet. Gehen Sie zurück zur ersten.',
  not_plain_utf8: loadAgain,
  idempotency_key_reused: 'Das wurde schon mit anderem Inhalt gesendet. Laden Sie die Seite neu.',
  operator_only: 'Das kann nur der Betreiber des Dienstes.',
  account_full:
    'Alle Plätze sind belegt. Sperren oder entfernen Sie zuerst einen Benutzer, oder fragen Sie nach weiteren Plätzen.',
  rejoin_not_allowed:
    'Sie wurden aus diesem Konto entfernt. Bitten Sie die Administration um eine Einladung.',
  access_ended: 'Ihr Zugriff auf dieses Konto ist abgelaufen. Wenden Sie sich an einen Administrator.',
  not_signed_in: 'Sie sind abgemeldet. Melden Sie sich erneut an.',
  email_not_verified:
    'Ihre E-Mail-Adresse ist nicht bestätigt. Bestätigen Sie sie, und melden Sie sich erneut an.',
  permission_missing: 'Dafür fehlt Ihnen die Berechtigung. Wenden Sie sich an einen Administrator.',
  role_not_yours_to_give:
    'Eine der Rollen hat Berechtigungen, die Ihnen fehlen, daher können Sie sie nicht vergeben.',
  route_not_found: 'Der Dienst kennt diese Anfrage nicht. Laden Sie die Seite neu.',
  account_not_found: 'Das Konto gibt es nicht, oder Sie sind dort nicht Mitglied.',
  user_not_yours_to_manage: 'Sie können niemanden verwalten, der mehr Berechtigungen hat als Sie.',
  user_not_active: 'Diese Person hat zurzeit keinen Zugriff.',
  user_not_joined: 'Der Benutzer ist noch nicht beigetreten.',
  last_administrator:
    'Ein Konto braucht mindestens einen Administrator. Machen Sie zuerst jemand anderen zum Administrator.',
  user_not_found: 'Benutzer nicht gefunden.',
  unknown_code: 'Dieser Code passt nicht zu dieser Adresse oder gilt nicht mehr.',
  unknown_token: 'Einladung nicht gefunden.',
  invitation_not_found: 'Diese Einladung gibt es für Sie nicht mehr.',
  user_exists: 'Diese Person ist bereits Mitglied.',
  user_not_invited: 'Die Einladung dieses Benutzers ist nicht mehr offen.',
  permission_not_yours_to_give: 'Sie können keine Berechtigungen vergeben oder ändern, die Ihnen fehlen.',
  role_not_found: 'Rolle nicht gefunden.',
  role_built_in: 'Vordefinierte Rollen lassen sich nicht ändern.',
  role_of_product: 'Rollen, die zum Produkt gehören, können hier nicht geändert werden.',
  role_in_use: 'Diese Rolle ist vergeben oder eine Standardrolle.',
  role_name_taken: 'Eine andere Rolle hat bereits diesen Namen.',
  too_many_roles: 'Dieses Konto hat die maximale Anzahl eigener Rollen erreicht.',
  no_default_roles: 'Dieses Konto hat keine Standardrolle und damit keinen Einladungslink.',
  signed_in_as_another: 'Diese Einladung gilt für eine andere Adresse.',
  invitation_expired: 'Die Einladung ist abgelaufen.',
  invitation_replaced: 'Eine neuere E-Mail hat diese Einladung ersetzt.',
  invitation_revoked: 'Die Einladung wurde zurückgezogen.',
  invitation_declined: 'Die Einladung wurde abgelehnt.',
  invitation_void: 'Die Einladung ist nicht mehr gültig.',
  link_not_found: 'Einladungslink nicht gefunden.',
  first_link:
    'Der erste Link des Kontos vergibt die Standardrollen. Erstellen Sie für andere Rollen einen weiteren.',
  too_many_links:
    'Dieses Konto hat schon die größtmögliche Zahl an Einladungslinks. Löschen Sie zuerst einen.',
  link_void: 'Der Einladungslink gilt nicht mehr.',
  link_deleted: 'Der Einladungslink wurde gelöscht.',
  domain_not_found: 'Domain nicht gefunden.',
  domain_exists: 'Dieses Konto hat diese Domain bereits.',
  domain_taken:
    'Ein anderes Konto hat diese Domain. Konten können sie sich teilen, solange keines davon den sofortigen Beitritt erlaubt.',
  too_many_domains: 'Dieses Konto hat die maximale Anzahl an Domains erreicht. Entfernen Sie zuerst eine.',
  too_many_join_requests:
    'Sie warten schon auf mehrere Konten. Fragen Sie wieder an, sobald eines davon geantwortet hat.',
  public_domain: 'An dieser Domain kann jeder eine Adresse haben. Nennen Sie eine, die nur Ihnen gehört.',
  dns_unavailable:
    'Die Nameserver der Domain haben nicht geantwortet. Es hat sich nichts geändert; versuchen Sie es gleich noch einmal.',
  request_not_found: 'Diese Anfrage wartet nicht mehr.',
  request_declined: 'Ihre Anfrage wurde abgelehnt.',
  link_replaced: 'Der Einladungslink wurde ersetzt.',
  link_disabled: 'Der Einladungslink ist deaktiviert.',
  link_expired: 'Der Einladungslink ist abgelaufen.',
  link_used_up: 'Der Einladungslink hat seine maximale Anzahl an Nutzungen erreicht.',
  address_not_allowed: 'Adressen dieser Domain können nicht beitreten.',
  user_suspended: 'Der Zugang zum Konto ist gesperrt.',
  body_too_large: 'Das war zu viel auf einmal.',
  not_json: loadAgain,
  invalid_request: 'Etwas an der Anfrage ist falsch.',
  role_not_for_default:
    'Eine Rolle, die Benutzer, Rollen oder das Konto verwaltet oder eine sensible Berechtigung hat, kann keine Standardrolle sein.',
  too_many_requests: 'Zu viele Anfragen. Warten Sie einen Moment, und versuchen Sie es erneut.',
  internal: 'Bei uns ist etwas schiefgelaufen. Versuchen Sie es erneut, oder wenden Sie sich an den Support.',
  unavailable: 'Der Dienst ist kurzzeitig nicht verfügbar. Versuchen Sie es erneut.',
  unreachable: 'Der Dienst hat nicht geantwortet. Prüfen Sie Ihre Verbindung, und versuchen Sie es erneut.',
  read_only: 'Sie sehen sich nur an, was jemand mit dieser Rolle sieht. Es wurde nichts geändert.',
  unknown: 'Etwas Unerwartetes ist passiert. Laden Sie die Seite neu.',
}
