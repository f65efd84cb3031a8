// Sets the parameters of results.bicep from environment variables: the outputs of main.bicep, and the destination.
using 'results.bicep'

param systemTopicName = readEnvironmentVariable('CAM_SYSTEM_TOPIC')
param predictionsContainer = readEnvironmentVariable('CAM_PREDICTIONS_CONTAINER', 'predictions')
param dataAccountName = readEnvironmentVariable('CAM_DATA_ACCOUNT')
param resultDeadLettersContainer = readEnvironmentVariable('CAM_RESULT_DEAD_LETTERS_CONTAINER', 'resultdeadletters')
param resultsDestination = readEnvironmentVariable('CAM_RESULTS_DESTINATION', '')
param resultsWebhook = readEnvironmentVariable('CAM_RESULTS_WEBHOOK', '')
