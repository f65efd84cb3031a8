// Sets the parameters of subscription.bicep from environment variables, so that the key is never on a command line or in a file.
using 'subscription.bicep'

param functionAppName = readEnvironmentVariable('CAM_FUNCTION_APP')
param systemTopicName = readEnvironmentVariable('CAM_SYSTEM_TOPIC')
param imagesContainer = readEnvironmentVariable('CAM_IMAGES_CONTAINER', 'images')
param dataAccountName = readEnvironmentVariable('CAM_DATA_ACCOUNT')
param deadLettersContainer = readEnvironmentVariable('CAM_DEAD_LETTERS_CONTAINER', 'deadletters')
param blobsExtensionKey = readEnvironmentVariable('CAM_BLOBS_EXTENSION_KEY')
