// Everything CamFunctions needs in Azure, except the subscription to new images, which subscription.bicep adds after the code is deployed.
// Scoped to the subscription, as azd expects it, so that the resource group comes and goes with the rest.
targetScope = 'subscription'

import { isQueue, kindOf } from 'modules/destination.bicep'

@description('Name of this installation, part of the names of its resources: one subscription can hold several.')
@minLength(1)
@maxLength(40)
param environmentName string

// Those that Microsoft's own samples for Flex Consumption allow. 'az functionapp list-flexconsumption-locations' lists today's.
@description('Region of all resources. It must offer Flex Consumption.')
@allowed([
  'australiaeast', 'australiasoutheast', 'brazilsouth', 'canadacentral', 'centralindia', 'centralus', 'eastasia', 'eastus', 'eastus2'
  'francecentral', 'germanywestcentral', 'italynorth', 'japaneast', 'koreacentral', 'northcentralus', 'northeurope', 'norwayeast'
  'southafricanorth', 'southcentralus', 'southeastasia', 'southindia', 'spaincentral', 'swedencentral', 'uaenorth', 'uksouth', 'ukwest'
  'westcentralus', 'westeurope', 'westus', 'westus2', 'westus3'
])
@metadata({ azd: { type: 'location' } })
param location string

@description('Tags for every resource, besides azd-env-name and azd-service-name, which azd finds its resources by.')
param tags object = {}

// With one account for all, an identity that may read results can also read the host's keys and packages.
@description('Whether images and results have their own storage account. Choose before the first image: results are not moved.')
param separateDataAccount bool = true

@description('Redundancy of the storage accounts.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_LRS'

@description('Container that images are dropped into.')
@minLength(3)
@maxLength(63)
param imagesContainer string = 'images'

@description('Container that overlays are written to. Never the images\' own.')
@minLength(3)
@maxLength(63)
param overlaysContainer string = 'overlays'

@description('Container that prediction records are written to. Never the images\' own.')
@minLength(3)
@maxLength(63)
param predictionsContainer string = 'predictions'

@description('Container that events are written to when they can\'t be delivered. Never the images\' own.')
@minLength(3)
@maxLength(63)
param deadLettersContainer string = 'deadletters'

@description('Container that events about records are written to when they can\'t be delivered. Never the images\' own.')
@minLength(3)
@maxLength(63)
param resultDeadLettersContainer string = 'resultdeadletters'

@description('Resource id of a storage queue, a Service Bus queue or a function that is notified of finished records. Empty: none.')
param resultsDestination string = ''

@description('An https address that is notified of finished records, instead of a resource. Secure, because it may end with a key.')
@secure()
param resultsWebhook string = ''

@description('Object id of a principal that may read results: Storage Blob Data Reader on their containers only. Empty: none.')
param readerPrincipalId string = ''

@description('Days after which overlays and records are deleted; 0 keeps them. Images are never deleted.')
@minValue(0)
@maxValue(36500)
param outputRetentionDays int = 0

@description('Days for which deleted and overwritten blobs, and deleted containers, can be restored; 0 turns this off.')
@minValue(0)
@maxValue(365)
param softDeleteDays int = 7

@description('Whether the results of images that were deleted are deleted, too.')
param deleteResults bool = false

@description('Whether the app\'s storage is closed to the internet and reached through private endpoints in a virtual network.')
param vnetEnabled bool = false

@description('Whether the deploying principal may upload images and read results: Storage Blob Data Contributor on their account.')
param grantDeployer bool = true

@description('Object id of the deploying principal, which azd sets; empty takes the principal that runs the deployment.')
param principalId string = ''

@description('Type of the deploying principal, which azd sets in pipelines; empty lets Azure look it up.')
@allowed(['', 'User', 'Group', 'ServicePrincipal'])
param principalType string = ''

@description('Memory of an instance in MB; processor time comes with it: about a quarter of a core, one core, two cores.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

// All apps of a subscription share a regional quota, 250 cores if nobody has raised it: 40 instances of 2 GB take 40 of them.
@description('Maximum number of instances: the upper limit of speed and of cost.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances that are always running and always paid for, to avoid cold starts. 0 costs nothing.')
@minValue(0)
@maxValue(100)
param alwaysReadyInstances int = 0

@description('Images that one instance works on at once; 0 leaves it to host.json, or takes 1 where an instance has 512 MB.')
@minValue(0)
@maxValue(16)
param concurrency int = 0

@description('Client id in Entra ID that callers of POST /api/localize need a token for, besides the key. Empty: the key alone.')
param authClientId string = ''

@description('How a photograph becomes the network\'s input; empty takes what the model prefers.')
@allowed(['', 'whole', 'crop', 'stretch'])
param geometry string = ''

@description('Side of the square whose area the network\'s input has, in pixels, where the geometry is whole. Work grows with its square.')
@minValue(32)
@maxValue(1024)
param inputSide int = 320

@description('Path of the prepared CAM model on the instance; empty takes the one in the package.')
param modelPath string = ''

@description('Further settings of the function by name, such as { Top: \'3\' }. They must not be secrets.')
param furtherSettings object = {}

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryRetentionDays int = 30

@description('E-mail address that alerts go to. Without it and without an action group there are no alert rules.')
param alertEmail string = ''

@description('Resource id of an existing action group that alerts go to, instead of an e-mail address.')
param alertActionGroup string = ''

@description('Share of outcomes in an hour, in percent, above which failures are reported.')
@minValue(0)
@maxValue(100)
param alertFailedPercent int = 5

@description('Whether a day without any outcome is reported. Turn it off if days without images are normal.')
param alertWhenIdle bool = true

// Names are known before anything is made: modules pass them on, find each other's resources by them, and what-if sees it all.
var token = uniqueString(subscription().id, environmentName, location)
var allTags = union(tags, { 'azd-env-name': environmentName })
var identityName = 'id-cam-${token}'
var hostAccountName = 'camhost${token}'
var dataAccountName = separateDataAccount ? 'camdata${token}' : hostAccountName
var functionAppName = 'func-cam-${token}'
var systemTopicName = 'evgt-cam-${token}'
var insightsName = 'appi-cam-${token}'
// Two of the largest images at once do not fit beside the Functions host in 512 MB, and a quarter of a core is busy with one.
var imagesAtOnce = concurrency == 0 && instanceMemory == 512 ? 1 : concurrency
var networkName = vnetEnabled ? 'vnet-cam-${token}' : ''
var packagesContainer = 'packages'
var outputContainers = [overlaysContainer, predictionsContainer]
var deadLetterContainers = [deadLettersContainer, resultDeadLettersContainer]
var dataContainers = concat([imagesContainer], deadLetterContainers, outputContainers)

// The parts of a queue's resource id. The scope of a module must be valid even where the module is left out.
var destinationKind = kindOf(resultsDestination)
var tellsQueue = isQueue(destinationKind)
var queueParts = split(tellsQueue ? resultsDestination : '//${subscription().subscriptionId}//rg-${environmentName}////none', '/')

// The built-in roles, the same in every tenant.
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var blobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

// Host: leases, keys and the package are blobs; new images and deleted ones wait in queues; diagnostic events go to a table.
var hostRoles = [blobDataOwner, queueDataContributor, tableDataContributor]
// Microsoft documents Storage Blob Data Owner and Storage Queue Data Contributor on the images' account, for polling triggers: those
// write receipts and turn on logging. For events (source EventGrid) the extension makes no such listener (BlobListenerFactory.CreateAsync)
// and only reads the properties of images (BlobQueueTriggerExecutor). The worker reads their content. Of the account's queues the
// extension uses the poison queue alone, and only sends to it if it exists (StorageQueueExtensions.AddMessageAndCreateIfNotExistsAsync).
var containerRoles = concat(
  [{ container: imagesContainer, role: blobDataReader }],
  map(outputContainers, container => { container: container, role: blobDataContributor })
)

// The services that the app uses of each account, and so the ones with private endpoints.
var hostServices = ['blob', 'queue', 'table']
var dataServices = ['blob', 'queue']

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: identityName
    location: location
    tags: allTags
  }
}

module hostStorage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: hostAccountName
    location: location
    tags: allTags
    redundancy: storageRedundancy
    containers: separateDataAccount ? [packagesContainer] : union([packagesContainer], dataContainers)
    outputContainers: separateDataAccount ? [] : outputContainers
    outputRetentionDays: outputRetentionDays
    softDeleteDays: softDeleteDays
    isPublic: !vnetEnabled
    identityName: identityName
    roleIds: hostRoles
  }
  dependsOn: [identity]
}

module dataStorage 'modules/storage.bicep' = if (separateDataAccount) {
  scope: group
  params: {
    name: dataAccountName
    location: location
    tags: allTags
    redundancy: storageRedundancy
    containers: dataContainers
    outputContainers: outputContainers
    outputRetentionDays: outputRetentionDays
    softDeleteDays: softDeleteDays
    isPublic: !vnetEnabled
    identityName: identityName
    // Its containers and its queue are granted one by one below.
    roleIds: []
  }
  dependsOn: [identity]
}

// With one account for all, the host's own roles include these.
module dataAccess 'modules/container-role.bicep' = [
  for access in containerRoles: if (separateDataAccount) {
    scope: group
    params: {
      accountName: dataAccountName
      containerName: access.container
      identityName: identityName
      roleId: access.role
    }
    dependsOn: [dataStorage]
  }
]

module poisonQueue 'modules/poison-queue.bicep' = if (separateDataAccount) {
  scope: group
  params: {
    accountName: dataAccountName
    identityName: identityName
  }
  dependsOn: [dataStorage]
}

module deployerAccess 'modules/deployer-role.bicep' = if (grantDeployer) {
  scope: group
  params: {
    accountName: dataAccountName
    principalId: empty(principalId) ? deployer().objectId : principalId
    principalType: principalType
  }
  dependsOn: [hostStorage, dataStorage]
}

module network 'modules/network.bicep' = if (vnetEnabled) {
  scope: group
  params: {
    name: networkName
    location: location
    tags: allTags
    services: hostServices
  }
}

module hostEndpoints 'modules/private-endpoints.bicep' = if (vnetEnabled) {
  scope: group
  params: {
    accountName: hostAccountName
    location: location
    tags: allTags
    services: hostServices
    networkName: networkName
  }
  dependsOn: [hostStorage, network]
}

module dataEndpoints 'modules/private-endpoints.bicep' = if (vnetEnabled && separateDataAccount) {
  scope: group
  params: {
    accountName: dataAccountName
    location: location
    tags: allTags
    services: dataServices
    networkName: networkName
  }
  dependsOn: [dataStorage, network]
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: 'log-cam-${token}'
    insightsName: insightsName
    location: location
    tags: allTags
    retentionDays: telemetryRetentionDays
    identityName: identityName
  }
  dependsOn: [identity]
}

module events 'modules/events.bicep' = {
  scope: group
  params: {
    name: systemTopicName
    location: location
    tags: allTags
    storageAccountName: dataAccountName
    deadLetterContainers: deadLetterContainers
  }
  dependsOn: [hostStorage, dataStorage]
}

module deletions 'modules/deletions.bicep' = if (deleteResults) {
  scope: group
  params: {
    systemTopicName: systemTopicName
    hostAccountName: hostAccountName
    imagesContainer: imagesContainer
  }
  dependsOn: [hostStorage, events]
}

module delivery 'modules/delivery-role.bicep' = if (tellsQueue) {
  scope: resourceGroup(queueParts[2], queueParts[4])
  params: {
    kind: destinationKind == 'StorageQueue' ? 'StorageQueue' : 'ServiceBusQueue'
    parentName: queueParts[8]
    queueName: last(queueParts)
    topicName: systemTopicName
    principalId: events.outputs.principalId
  }
}

module results 'modules/results.bicep' = if (!empty(resultsDestination) || !empty(resultsWebhook)) {
  scope: group
  params: {
    systemTopicName: systemTopicName
    predictionsContainer: predictionsContainer
    dataAccountName: dataAccountName
    deadLettersContainer: resultDeadLettersContainer
    destination: resultsDestination
    webhook: resultsWebhook
  }
  dependsOn: [events, delivery]
}

module readerAccess 'modules/reader-role.bicep' = [
  for container in outputContainers: if (!empty(readerPrincipalId)) {
    scope: group
    params: {
      accountName: dataAccountName
      containerName: container
      principalId: readerPrincipalId
    }
    dependsOn: [hostStorage, dataStorage]
  }
]

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    location: location
    tags: allTags
    insightsName: insightsName
  }
  dependsOn: [monitoring]
}

module alerts 'modules/alerts.bicep' = if (!empty(alertEmail) || !empty(alertActionGroup)) {
  scope: group
  params: {
    token: token
    location: location
    tags: allTags
    email: alertEmail
    actionGroupId: alertActionGroup
    systemTopicName: systemTopicName
    insightsName: insightsName
    // In an account of the host's, the queue of events would be counted, too.
    poisonAccountName: separateDataAccount ? dataAccountName : ''
    failedPercent: alertFailedPercent
    whenIdle: alertWhenIdle
  }
  dependsOn: [events, monitoring]
}

module functionApp 'modules/function-app.bicep' = {
  scope: group
  params: {
    name: functionAppName
    planName: 'plan-cam-${token}'
    location: location
    tags: allTags
    identityName: identityName
    hostAccountName: hostAccountName
    dataAccountName: dataAccountName
    packagesContainer: packagesContainer
    insightsConnectionString: monitoring.outputs.connectionString
    instanceMemory: instanceMemory
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    requestsAtOnce: imagesAtOnce == 0 ? 2 : imagesAtOnce
    authClientId: authClientId
    networkName: networkName
    // An absent setting is the code's or host.json's own value, so that each default is written down once.
    functionSettings: union(
      // The images in progress share what the app itself leaves of it; larger ones are refused rather than end the app.
      { MemoryMegabytes: string(instanceMemory) },
      // One part of the C library's heap for all threads. The worker can't set it early enough: its runtime has threads by then.
      { MALLOC_ARENA_MAX: '1' },
      // Two cores and two images at once: one thread for each was faster than two threads, which wait for each other.
      instanceMemory == 4096 ? { InferenceThreads: '1' } : {},
      furtherSettings,
      // Without it the host would poll a queue that does not exist.
      deleteResults ? { DeleteResults: 'true' } : { 'AzureWebJobs.DeleteResults.Disabled': 'true' },
      {
        ImagesContainer: imagesContainer
        OverlaysContainer: overlaysContainer
        PredictionsContainer: predictionsContainer
        InputSide: string(inputSide)
      },
      empty(geometry) ? {} : { Geometry: geometry },
      empty(modelPath) ? {} : { ModelPath: modelPath },
      imagesAtOnce == 0 ? {} : { AzureFunctionsJobHost__extensions__blobs__maxDegreeOfParallelism: string(imagesAtOnce) }
    )
  }
  // The roles and the way to storage, too, are there before the app: it needs them from its first second on.
  dependsOn: [identity, hostStorage, dataStorage, dataAccess, poisonQueue, network, hostEndpoints, dataEndpoints]
}

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app, which the code is deployed to.')
output CAM_FUNCTION_APP string = functionAppName

@description('The Event Grid system topic of the images\' account, which the subscription belongs to.')
output CAM_SYSTEM_TOPIC string = systemTopicName

@description('The container that images are dropped into.')
output CAM_IMAGES_CONTAINER string = imagesContainer

@description('The container that events are written to when they can\'t be delivered.')
output CAM_DEAD_LETTERS_CONTAINER string = deadLettersContainer

@description('The container that prediction records are written to.')
output CAM_PREDICTIONS_CONTAINER string = predictionsContainer

@description('The storage account of images and results.')
output CAM_DATA_ACCOUNT string = dataAccountName
