// The destination of events about finished records: a resource, whose id names its kind, or an https address.

@description('Whether a resource id has this many parts and names this type.')
func isOf(id string, type string, parts int) bool =>
  contains(toLower(id), '/providers/microsoft.${type}/') && length(split(id, '/')) == parts

@export()
@description('Event Grid\'s name for the kind of the resource; empty if there is none.')
func kindOf(destination string) string =>
  empty(destination) ? ''
    : isOf(destination, 'storage/storageaccounts', 13) && contains(toLower(destination), '/queues/') ? 'StorageQueue'
    : isOf(destination, 'servicebus/namespaces', 11) && contains(toLower(destination), '/queues/') ? 'ServiceBusQueue'
    : isOf(destination, 'web/sites', 11) && contains(toLower(destination), '/functions/') ? 'AzureFunction'
    : fail('CAM_RESULTS_DESTINATION must be the id of a storage queue, Service Bus queue or function; an address is a CAM_RESULTS_WEBHOOK')

@export()
@description('Whether the topic\'s identity writes to a destination of this kind.')
func isQueue(kind string) bool => contains(['StorageQueue', 'ServiceBusQueue'], kind)
